package io.jenkins.plugins.volumetransfer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.driver.FoundRun;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.report.Columns;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the runs of which there is something in a cluster. */
@Command(
    name = "status",
    sortOptions = false,
    description = {
      "Show the runs that a cluster knows of: those that are under way, and those whose process"
          + " died. Between two clusters, run it once for each.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer status -n app-3 -n app-4",
      "  volume-transfer status --all-namespaces --output json"
    })
final class StatusCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private NamespaceOptions where = new NamespaceOptions();

  @ArgGroup(exclusive = false, heading = "%nCluster:%n")
  private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text: a table (default). json: one object; see docs/json.md.")
  private OutputOptions.Format format = OutputOptions.Format.TEXT;

  StatusCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<String> namespaces = where.namespaces(spec);
    ClusterRef ref = cluster.ref(spec);
    Instant now = environment.clock().instant();
    try (Cluster opened = environment.clusters().get().open(ref)) {
      List<FoundRun> runs = FoundRun.of(opened.owned(namespaces));
      if (format == OutputOptions.Format.JSON) {
        environment.out().println(json(runs, now));
      } else {
        text(runs, now).forEach(environment.out()::println);
      }
      environment.out().flush();
      return ExitStatus.SUCCEEDED.code();
    }
  }

  private static List<String> text(List<FoundRun> runs, Instant now) {
    if (runs.isEmpty()) {
      return List.of("No runs.");
    }
    Columns columns = new Columns().row("RUN", "AGE", "OWNER", "DEADLINE", "TRANSFER", "PODS");
    for (FoundRun run : runs) {
      run.transfers()
          .forEach(
              (transfer, pods) ->
                  columns.row(
                      run.run().value(),
                      Durations.text(Duration.between(run.since(), now)),
                      run.owner().orElse("-"),
                      deadline(run, now),
                      transfer,
                      pods(pods)));
    }
    return columns.lines();
  }

  private static String deadline(FoundRun run, Instant now) {
    return run.deadline()
        .map(
            end ->
                run.overdue(now)
                    ? "over for " + Durations.text(Duration.between(end, now))
                    : "in " + Durations.text(Duration.between(now, end)))
        .orElse("-");
  }

  private static String pods(List<PodState> pods) {
    return pods.isEmpty()
        ? "none"
        : pods.stream()
            .map(pod -> pod.side().label() + "-" + pod.attempt() + " " + phase(pod))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String phase(PodState pod) {
    return pod.deleting() ? "terminating" : pod.phase().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode json(List<FoundRun> runs, Instant now) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode all = root.putArray("runs");
    for (FoundRun run : runs) {
      ObjectNode node =
          all.addObject().put("run", run.run().value()).put("since", run.since().toString());
      run.owner().ifPresent(owner -> node.put("owner", owner));
      run.deadline().ifPresent(end -> node.put("deadline", end.toString()));
      node.put("overdue", run.overdue(now));
      ArrayNode transfers = node.putArray("transfers");
      run.transfers()
          .forEach(
              (name, pods) -> {
                ArrayNode list = transfers.addObject().put("name", name).putArray("pods");
                pods.forEach(
                    pod ->
                        list.addObject()
                            .put("side", pod.side().label())
                            .put("attempt", pod.attempt())
                            .put("phase", pod.phase())
                            .put("deleting", pod.deleting()));
              });
    }
    return root;
  }
}
