package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the scripts of {@code sh}. */
@FunctionalInterface
public interface Shell {

  /** Runs a script to its end; returns its exit code. */
  int run(String script, Path workspace, Map<String, String> environment, Consumer<String> output)
      throws IOException, InterruptedException;

  /** As on an agent: {@code sh -xe}, here without the trace. */
  static Shell real() {
    return (script, workspace, environment, output) -> {
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-e", "-c", script)
              .directory(workspace.toFile())
              .redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      try (var lines = process.inputReader()) {
        lines.lines().forEach(output);
      }
      return process.waitFor();
    };
  }
}
