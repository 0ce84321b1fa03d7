package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.driver.Cleanup;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what runs have left behind. */
@Command(
    name = "cleanup",
    sortOptions = false,
    description = {
      "Delete what runs have left in a cluster: pods, Services, NetworkPolicies, Secrets and"
          + " ConfigMaps. Claims are never deleted. Between two clusters, run it once for each.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer cleanup --run bq7kd2wp -n app-3 -n app-4",
      "  volume-transfer cleanup --all-namespaces --dry-run"
    })
final class CleanupCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Environment environment;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private What what = new What();

  @ArgGroup(exclusive = true)
  private NamespaceOptions where = new NamespaceOptions();

  @ArgGroup(exclusive = false, heading = "%nCluster:%n")
  private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--dry-run", description = "Only print what would be deleted.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "With --run or --run-key: wait up to so long until the run has deleted all by itself, as"
              + " one does that was just stopped. What is left then is deleted. Default: 0s.")
  private Duration wait = Duration.ZERO;

  static final class What {
    @Option(
        names = "--run",
        paramLabel = "ID",
        converter = RunIdConverter.class,
        description =
            "Delete all of this run, expired or not. It must be over: a run that is under way"
                + " fails.")
    private Optional<RunId> run = Optional.empty();

    @Option(
        names = "--run-key",
        paramLabel = "TEXT",
        description = "The same by the --run-key that the transfer was given.")
    private Optional<String> key = Optional.empty();

    @Option(
        names = "--expired",
        description =
            "Delete all whose time is over: later than the run's own timeout by a quarter of an"
                + " hour. The default.")
    private boolean expired;

    Optional<RunId> named() {
      return run.or(() -> key.map(RunId::of));
    }
  }

  CleanupCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<String> namespaces = where.namespaces(spec);
    ClusterRef named = cluster.ref(spec);
    Cleanup.Selection selection =
        what.named()
            .<Cleanup.Selection>map(Cleanup.OfRun::new)
            .orElseGet(() -> new Cleanup.Expired(environment.clock().instant()));
    try (Cluster opened = environment.tellingClusters().open(named)) {
      List<OwnedObject> all = opened.owned(namespaces);
      if (what.named().isEmpty()) {
        kept(all.stream().filter(object -> !selection.covers(object)).toList());
      }
      leftAlone(opened.strangers(namespaces));
      if (dryRun) {
        List<ObjectRef> would = new Cleanup(opened).selection(namespaces, selection);
        would.forEach(each -> environment.out().println("would delete " + each));
        return ended(would.isEmpty() ? "Nothing to delete." : "Nothing was deleted: dry run.");
      }
      if (what.named().isPresent()) {
        awaitItself(opened, namespaces, selection);
      }
      return told(new Cleanup(opened).remove(namespaces, selection));
    }
  }

  /** A process that was stopped deletes what it has made; two that do disturb each other. */
  private void awaitItself(Cluster opened, List<String> namespaces, Cleanup.Selection selection)
      throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    boolean told = false;
    while (end - System.nanoTime() > 0
        && opened.owned(namespaces).stream().anyMatch(selection::covers)) {
      if (!told) {
        Errors.print(
            environment,
            "waiting up to " + wait.toSeconds() + " s for the run to delete what it has made");
        told = true;
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  private int told(Cleanup.Outcome outcome) {
    outcome.deleted().forEach(ref -> environment.out().println("deleted " + ref));
    outcome.failures().forEach(failure -> Errors.print(environment, failure.toString()));
    if (outcome.left().isEmpty()) {
      return ended(
          outcome.deleted().isEmpty()
              ? "Nothing to delete."
              : "Deleted " + counted(outcome.deleted().size()) + "; nothing is left.");
    }
    outcome.left().forEach(ref -> environment.out().println("still there: " + ref));
    ended(
        "Deleted %s; %s left behind."
            .formatted(counted(outcome.deleted().size()), counted(outcome.left().size())));
    return ExitStatus.LEFT_BEHIND.code();
  }

  /** Whoever made them wants them found by us, or did not know what the labels mean. */
  private void leftAlone(List<ObjectRef> strangers) {
    strangers.forEach(
        ref ->
            environment
                .out()
                .println(
                    "left alone: "
                        + ref
                        + " has the labels of a run, but not the name that a run gives"));
  }

  /** Who finds less deleted than expected is to know why. */
  private void kept(List<OwnedObject> objects) {
    Map<RunId, Integer> counts = new LinkedHashMap<>();
    Map<RunId, String> until = new LinkedHashMap<>();
    for (OwnedObject object : objects) {
      counts.merge(object.run(), 1, Integer::sum);
      until.put(
          object.run(), object.expires().map(at -> "until " + at).orElse("without a time to go"));
    }
    counts.forEach(
        (run, count) ->
            environment
                .out()
                .println(
                    "kept %s of run %s (%s; --run %s deletes them)"
                        .formatted(counted(count), run, until.get(run), run)));
  }

  private int ended(String line) {
    environment.out().println(line);
    environment.out().flush();
    return ExitStatus.SUCCEEDED.code();
  }

  private static String counted(int number) {
    return number == 1 ? "1 object" : number + " objects";
  }
}
