package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The cluster of a command that looks at one. */
final class ClusterOptions {
  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "As in transfer.")
  private Optional<String> kubeconfig = Optional.empty();

  @Option(names = "--context", paramLabel = "NAME", description = "As in transfer.")
  private Optional<String> context = Optional.empty();

  @Option(names = "--in-cluster", description = "As in transfer.")
  private boolean inCluster;

  ClusterRef ref(CommandSpec command) {
    if (inCluster && (kubeconfig.isPresent() || context.isPresent())) {
      throw new ParameterException(
          command.commandLine(), "--in-cluster goes with neither --kubeconfig nor --context");
    }
    return new ClusterRef(
        kubeconfig,
        context,
        inCluster ? ClusterRef.Access.IN_CLUSTER : ClusterRef.Access.KUBECONFIG);
  }
}
