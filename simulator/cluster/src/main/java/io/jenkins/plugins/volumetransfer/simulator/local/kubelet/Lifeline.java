package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A small process that outlives this JVM, for as long as it takes to kill the containers: it waits
 * for the end of a pipe that only the JVM holds, which comes whatever ends the JVM, {@code kill -9}
 * included. It finds daemonized processes too, by the marker in their environment; it does not find
 * one that has cleared its environment.
 */
final class Lifeline implements AutoCloseable {

  private static final String SCRIPT =
      """
      cat > /dev/null
      for round in {1..100}; do
        found=$(grep --files-with-matches --null-data --no-messages "^$1" /proc/[0-9]*/environ)
        if [ -z "$found" ]; then break; fi
        for environ in $found; do
          pid=${environ#/proc/}
          kill -s KILL "${pid%/environ}" 2> /dev/null
        done
        sleep 0.05
      done
      rm --recursive --force -- "$2"
      """;

  private final Process process;

  private Lifeline(Process process) {
    this.process = process;
  }

  /** {@code memory} is removed at the end: it would outlive everything but a reboot. */
  static Lifeline start(String cluster, Path memory) {
    try {
      // In a session of its own: a Ctrl-C must not end it before it has done its work.
      return new Lifeline(
          new ProcessBuilder(
                  "setsid",
                  "bash",
                  "-c",
                  SCRIPT,
                  "lifeline",
                  ProcessTable.MARKER + "=" + cluster + "/",
                  memory.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start bash to watch over the containers", e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
