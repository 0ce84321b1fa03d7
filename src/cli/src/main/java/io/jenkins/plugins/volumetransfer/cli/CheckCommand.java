package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.SpecFlags;
import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import io.jenkins.plugins.volumetransfer.driver.ClusterPool;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.preflight.Finding;
import io.jenkins.plugins.volumetransfer.preflight.Preflight;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whether a transfer can succeed, as far as that is known without pods. */
@Command(
    name = "check",
    modelTransformer = SpecFlags.class,
    sortOptions = false,
    customSynopsis = {"volume-transfer check [--output=FORMAT] [OPTION OF transfer]..."},
    description = {
      "Look at all that a transfer needs, and change nothing: clusters, permissions, Pod Security,"
          + " claims, the pods that use them, storage classes. Ends with 1 if something stands in"
          + " the way. A transfer looks at the same before it makes anything.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer check --from app-3/postgresql --to app-4/postgresql",
      "  volume-transfer check -f transfer.yaml --output json"
    })
final class CheckCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text: a line for each finding (default). json: the same as JSON; see docs/json.md.",
      order = 100)
  private OutputOptions.Format format = OutputOptions.Format.TEXT;

  CheckCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    TransferSpec asked = SpecInput.read(spec.commandLine().getParseResult(), environment.in());
    Findings findings = Findings.printed(format, environment.out());
    try (ClusterPool clusters = new ClusterPool(environment.tellingClusters())) {
      new Preflight(
              asked,
              side -> clusters.get(side == Side.SOURCE ? asked.source() : asked.destination()),
              environment.clock(),
              findings::add)
          .run();
    }
    ExitStatus status =
        findings.count(Finding.Verdict.FAILED) == 0 ? ExitStatus.SUCCEEDED : ExitStatus.FAILED;
    findings.end(status);
    return status.code();
  }
}
