package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
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

  /**
   * None: everywhere. They become parts of URLs.
   *
   * @throws BadInput if one of them can't be a namespace's name
   */
  List<String> namespaces(CommandSpec command) {
    if (namespaces.isEmpty() && !all) {
      throw new ParameterException(
          command.commandLine(), "where? give -n NAMESPACE (repeatable) or --all-namespaces");
    }
    for (String name : namespaces) {
      try {
        SpecReader.label("--namespace", name);
      } catch (SpecException e) {
        throw new BadInput(e.getMessage());
      }
    }
    return namespaces;
  }
}
