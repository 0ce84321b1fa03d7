package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import hudson.AbortException;
import hudson.model.TaskListener;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The console of a build: one file, to which each life of the build adds. */
final class BuildLog {

  private final Path file;
  private final PrintStream stream;

  BuildLog(Path file) throws IOException {
    this.file = file;
    this.stream =
        new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
  }

  void println(String line) {
    stream.println(line);
  }

  /**
   * An exception as Jenkins shows it: those that are meant for people as one line, others with
   * their trace.
   */
  void println(Throwable failure) {
    if (failure instanceof AbortException || failure instanceof Interruption) {
      stream.println("ERROR: " + failure.getMessage());
    } else {
      failure.printStackTrace(stream);
    }
  }

  TaskListener listener() {
    return () -> stream;
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
