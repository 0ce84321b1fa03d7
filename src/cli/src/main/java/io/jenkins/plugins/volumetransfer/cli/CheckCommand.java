package io.jenkins.plugins.volumetransfer.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.cli.input.SpecFlags;
import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.driver.ClusterPool;
import io.jenkins.plugins.volumetransfer.driver.NamedVolumes;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.plan.PlannedObject;
import io.jenkins.plugins.volumetransfer.plan.PlannedObjects;
import io.jenkins.plugins.volumetransfer.preflight.DryRun;
import io.jenkins.plugins.volumetransfer.preflight.Finding;
import io.jenkins.plugins.volumetransfer.preflight.Preflight;
import io.jenkins.plugins.volumetransfer.preflight.Rehearsal;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whether a transfer can succeed: as far as that is known without pods, or with them. */
@Command(
    name = "check",
    modelTransformer = SpecFlags.class,
    sortOptions = false,
    customSynopsis = {"volume-transfer check [--output=FORMAT] [OPTION OF transfer]..."},
    description = {
      "Look at all that a transfer needs, and change nothing: clusters, permissions, Pod Security,"
          + " claims, the pods that use them, storage classes. Ends with 1 if something stands in"
          + " the way. A transfer looks at the same before it makes anything.",
      "With --deep, pods look further, copy nothing, and are deleted.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer check --from app-3/postgresql --to app-4/postgresql",
      "  volume-transfer check --from app-3/postgresql --to app-4/postgresql --deep",
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

  @Option(
      names = "--deep",
      description =
          "If nothing stands in the way, start the transfer pods too: whether the source reaches"
              + " the destination, what would be sent and deleted, and what room there is. Both"
              + " claims are mounted read-only.",
      order = 101)
  private boolean deep;

  CheckCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    TransferSpec asked =
        SpecInput.read(
            spec.commandLine().getParseResult(), environment.in(), environment.variables());
    CheckFindings findings = CheckFindings.printed(format, environment.out());
    Optional<ExitStatus> end = Optional.empty();
    try (ClusterPool clusters = new ClusterPool(environment.tellingClusters())) {
      end = look(asked, clusters, findings);
    } catch (ClusterException e) {
      findings.add(Finding.failed(Finding.Subject.CLUSTER, e.failure()));
    }
    ExitStatus status =
        end.orElse(
            findings.count(Finding.Verdict.FAILED) == 0 ? ExitStatus.SUCCEEDED : ExitStatus.FAILED);
    findings.end(status);
    return status.code();
  }

  /** How the process ends, if not by what was found. */
  private Optional<ExitStatus> look(
      TransferSpec asked, ClusterPool clusters, CheckFindings findings)
      throws InterruptedException {
    TransferSpec named = NamedVolumes.in(asked, ref -> environment.tellingClusters().open(ref));
    Function<Side, Cluster> sides =
        side -> clusters.get(side == Side.SOURCE ? named.source() : named.destination());
    new Preflight(
            named, sides, environment.clock(), environment.requester(named).advice(), findings::add)
        .run();
    if (findings.count(Finding.Verdict.FAILED) == 0) {
      rehearse(named, sides, findings);
    }
    if (!deep || findings.count(Finding.Verdict.FAILED) > 0) {
      return Optional.empty();
    }
    Optional<TransferSpec> dryRun = DryRun.of(named, sides, findings::add);
    return dryRun.isEmpty()
        ? Optional.empty()
        : new DeepCheck(environment, findings::add).run(dryRun.get());
  }

  private void rehearse(TransferSpec named, Function<Side, Cluster> sides, CheckFindings findings) {
    for (Side side : Side.values()) {
      List<HasMetadata> objects =
          PlannedObjects.of(
                  named, RunId.random(new SecureRandom()), environment.clock(), Optional.of(side))
              .stream()
              .map(PlannedObject::object)
              .toList();
      new Rehearsal(sides).of(side, objects).forEach(findings::add);
    }
  }
}
