package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.driver.FoundRun;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "Show the runs that a cluster knows of: those that are under way, whose process died, or"
          + " that left something. Between two clusters, run it once for each.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer status -n app-3 -n app-4",
      "  volume-transfer status --all-namespaces --output json",
      "  volume-transfer status --follow bq7kd2wp -n app-3"
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

  @Option(
      names = "--follow",
      paramLabel = "ID",
      description =
          "Show how far this run's copies are, until none of its source pods copies any more. The"
              + " exit code is 0 if each rsync has succeeded; the run's result is told where it"
              + " runs, or by `transfer --resume`.",
      converter = RunIdConverter.class)
  private Optional<RunId> followed = Optional.empty();

  StatusCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<String> namespaces = where.namespaces(spec);
    ClusterRef ref = cluster.ref(spec);
    try (Cluster opened = environment.tellingClusters().open(ref)) {
      ExitStatus status = ExitStatus.SUCCEEDED;
      if (followed.isPresent()) {
        status =
            new RunFollower(environment, format, opened)
                .follow(followed.get(), opened.owned(namespaces));
      }
      List<FoundRun> runs =
          FoundRun.of(opened.owned(namespaces)).stream()
              .filter(run -> followed.map(run.run()::equals).orElse(true))
              .toList();
      RunTable table = new RunTable(runs, environment.clock().instant());
      if (format == OutputOptions.Format.JSON) {
        environment.out().println(table.json());
      } else {
        table.text().forEach(environment.out()::println);
      }
      environment.out().flush();
      return status.code();
    }
  }
}
