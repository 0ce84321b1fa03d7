package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.lang3.function.Failable;

/**
 * The output of one run of a container: a file in the form of the container runtime interface, a
 * line being {@code TIME stdout F TEXT} ({@code P} when the text's line goes on), which may still
 * grow.
 */
public interface ContainerOutput {

  /** The text of such a file, as {@code kubectl logs} shows it. */
  static String text(Path file) {
    return Failable.get(() -> LogFilter.all().apply(Files.readAllBytes(file)));
  }

  Path file();

  /** Bytes of the file that are complete lines. */
  long length();

  /** Whether nothing will be added any more. */
  boolean isEnded();

  /** Calls {@code listener} after each growth and at the end. The result takes it off again. */
  Runnable listen(Runnable listener);
}
