package io.jenkins.plugins.volumetransfer.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a command looks for what runs have made. */
final class NamespaceOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      arity = "1..*",
      description = "Look here. Repeatable.")
  private List<String> namespaces = List.of();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Look everywhere; needs a ClusterRole.")
  private boolean all;

  /** None: everywhere. */
  List<String> namespaces(CommandSpec command) {
    if (namespaces.isEmpty() && !all) {
      throw new ParameterException(
          command.commandLine(), "where? give -n NAMESPACE (repeatable) or --all-namespaces");
    }
    return namespaces;
  }
}
