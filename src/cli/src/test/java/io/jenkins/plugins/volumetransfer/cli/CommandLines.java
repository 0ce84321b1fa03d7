package io.jenkins.plugins.volumetransfer.cli;

import java.util.List;
import picocli.CommandLine;

/** The command line's model, for tests in other packages. */
public final class CommandLines {
  private CommandLines() {}

  public static CommandLine all() {
    return Program.commandLine(Typed.without().environment(""), List.of());
  }
}
