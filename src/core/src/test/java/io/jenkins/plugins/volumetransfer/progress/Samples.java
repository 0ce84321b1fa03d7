package io.jenkins.plugins.volumetransfer.progress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Logs of rsync 3.5.0 against a daemon, written as the rsync container writes them. Real, but most
 * of the progress updates are left out.
 */
final class Samples {

  static final List<String> ALL =
      List.of(
          "connection-refused",
          "dry-run",
          "human-readable",
          "killed",
          "log-file",
          "no-incremental-recursion",
          "no-space",
          "permission-denied",
          "plain-numbers-sparse",
          "second-pass",
          "source-missing",
          "terminated",
          "two-volumes",
          "unknown-module",
          "vanished");

  private Samples() {}

  static List<String> lines(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name + ".log")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RsyncLog read(String name) {
    return read(lines(name));
  }

  static RsyncLog read(List<String> lines) {
    RsyncLog log = RsyncLog.empty();
    for (String line : lines) {
      log = log.with(line);
    }
    return log;
  }
}
