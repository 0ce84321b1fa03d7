package io.jenkins.plugins.volumetransfer.cli.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The command line under way. On a real cluster it is the packaged launcher, as a process of its
 * own. Where the pods are local it is this JVM, which costs a fraction of the time; what a process
 * adds has tests of its own, which {@link CommandProcess#start} it.
 */
interface VolumeTransferCommand extends AutoCloseable {
  Duration LONGEST = Duration.ofMinutes(4);

  /** How it ended. */
  record Outcome(int exitCode, String output, String errors, Duration duration) {
    String all() {
      return output + errors;
    }
  }

  static VolumeTransferCommand start(Path kubeconfig, List<String> arguments) throws IOException {
    return TestBed.isReal()
        ? CommandProcess.start(kubeconfig, arguments)
        : CommandHere.start(kubeconfig, arguments);
  }

  static Outcome run(Path kubeconfig, List<String> arguments) throws Exception {
    try (VolumeTransferCommand command = start(kubeconfig, arguments)) {
      return command.outcome();
    }
  }

  /** Ctrl-C. */
  void interrupt() throws IOException;

  /** What it has written to stdout so far. */
  String output() throws IOException;

  /** Waits for its end. */
  Outcome outcome() throws Exception;

  @Override
  void close() throws IOException;
}
