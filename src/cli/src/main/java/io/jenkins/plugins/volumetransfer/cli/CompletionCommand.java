package io.jenkins.plugins.volumetransfer.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes bash (and zsh, through bashcompinit) complete our flags. */
@Command(
    name = "completion",
    description = "Print the completion script for bash.",
    footer = {"", "Example:", "  source <(volume-transfer completion)"})
final class CompletionCommand implements Runnable {
  private final Environment environment;

  @Spec private CommandSpec spec;

  CompletionCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    environment.out().print(AutoComplete.bash(VolumeTransfer.NAME, spec.root().commandLine()));
    environment.out().flush();
  }
}
