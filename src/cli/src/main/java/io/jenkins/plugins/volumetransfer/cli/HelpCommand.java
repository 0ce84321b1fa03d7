package io.jenkins.plugins.volumetransfer.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The same as {@code --help}, for who types it as a word. */
@Command(
    name = "help",
    description = "Print help, of all or of one command.",
    footer = {"", "Example:", "  volume-transfer help transfer"})
final class HelpCommand implements Runnable {
  private final Environment environment;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Which command's.")
  private Optional<String> command = Optional.empty();

  HelpCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    CommandLine asked = command.map(name -> find(root.getSubcommands(), name)).orElse(root);
    asked.usage(environment.out());
    environment.out().flush();
  }

  private CommandLine find(Map<String, CommandLine> commands, String name) {
    return Optional.ofNullable(commands.get(name))
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no command \"%s\"; there are %s"
                        .formatted(name, String.join(", ", commands.keySet()))));
  }
}
