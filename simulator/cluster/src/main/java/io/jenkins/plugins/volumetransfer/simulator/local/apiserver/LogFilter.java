package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Which lines of a container's output are wanted, and how they look.
 *
 * @param timestamps whether each line keeps its time
 * @param since lines before it are left out
 * @param tailLines how many of the last lines; below 0 all
 * @param limitBytes after how many bytes the answer ends
 */
record LogFilter(boolean timestamps, Optional<Instant> since, long tailLines, long limitBytes) {

  private static final String PARTIAL = "P";

  static LogFilter of(ApiRequest request) {
    Optional<Instant> since =
        request
            .parameter("sinceTime")
            .map(Instant::parse)
            .or(
                () ->
                    request
                        .parameter("sinceSeconds")
                        .map(
                            seconds ->
                                SteadyClock.wallTime().minusSeconds(Long.parseLong(seconds))));
    return new LogFilter(
        request.isTrue("timestamps"),
        since,
        request.parameter("tailLines").map(Long::parseLong).orElse(-1L),
        request.parameter("limitBytes").map(Long::parseLong).orElse(Long.MAX_VALUE));
  }

  /** All lines as they are. */
  static LogFilter all() {
    return new LogFilter(false, Optional.empty(), -1, Long.MAX_VALUE);
  }

  /** The offset in the file at which the last {@link #tailLines} of its lines begin. */
  long start(Path file, long length) throws IOException {
    if (tailLines < 0) {
      return 0;
    }
    long skip = count(file, length) - tailLines;
    if (skip <= 0) {
      return 0;
    }
    long offset = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      while (skip > 0 && offset < length) {
        offset++;
        if (in.read() == '\n') {
          skip--;
        }
      }
    }
    return offset;
  }

  private static long count(Path file, long length) throws IOException {
    long lines = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (long offset = 0; offset < length; offset++) {
        if (in.read() == '\n') {
          lines++;
        }
      }
    }
    return lines;
  }

  /** What of {@code lines}, which are whole lines of the file, is given out. */
  String apply(byte[] lines) {
    StringBuilder out = new StringBuilder(lines.length);
    for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
      String[] parts = line.split(" ", 4);
      if (parts.length == 4
          && since.map(time -> !Instant.parse(parts[0]).isBefore(time)).orElse(true)) {
        out.append(timestamps ? parts[0] + " " : "").append(parts[3]);
        out.append(parts[2].equals(PARTIAL) ? "" : "\n");
      }
    }
    return out.toString();
  }
}
