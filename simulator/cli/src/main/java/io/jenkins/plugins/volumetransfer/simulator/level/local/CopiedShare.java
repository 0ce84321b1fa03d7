package io.jenkins.plugins.volumetransfer.simulator.level.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much of a volume of one file has arrived: rsync writes to a file of a name of its own, and
 * renames it at the end.
 *
 * @param directory of the destination
 * @param bytes of the whole
 */
record CopiedShare(Path directory, long bytes) {

  void await(int percent) {
    ProcessPolling.until(percent + " % copied", () -> arrived() * 100 >= bytes * percent);
  }

  boolean isComplete() {
    return arrived() == bytes;
  }

  private long arrived() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(CopiedShare::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file may be renamed at this moment. */
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
