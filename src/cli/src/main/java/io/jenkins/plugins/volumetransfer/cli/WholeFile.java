package io.jenkins.plugins.volumetransfer.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there with all of their content, or as they were. */
final class WholeFile {
  /** What is to be in a file. */
  @FunctionalInterface
  interface Content {
    void write(Appendable out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Puts the content where the file is to be, in place of what was there. It is written beside it
   * first, so that nobody ever reads half of it.
   */
  static void write(Path file, Content content) throws IOException {
    Path whole = file.toAbsolutePath();
    Path partial =
        whole.resolveSibling(
            "." + whole.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
    try {
      try (Writer out =
          Files.newBufferedWriter(
              partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.write(out);
      }
      Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
