package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.completion.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands, flags and values. */
@Command(
    name = "completion",
    description = "Print the completion script for bash, zsh or fish.",
    footer = {
      "",
      "Examples:",
      "  source <(volume-transfer completion)             # in ~/.bashrc",
      "  source <(volume-transfer completion zsh)         # in ~/.zshrc, after compinit",
      "  volume-transfer completion fish | source         # in ~/.config/fish/config.fish"
    })
final class CompletionCommand implements Runnable {
  private final Environment environment;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    environment.out().print(shell.script(spec.root().commandLine()));
    environment.out().flush();
  }
}
