package io.jenkins.plugins.volumetransfer.simulator.speed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/**
 * What the benchmark copies, the same bytes each time: text of 64 letters, which packs to three
 * quarters, so that those who compress have something to gain.
 */
final class SampleVolumes {
  private static final long SEED = 20210305;
  private static final int FILES_PER_DIRECTORY = 100;
  private static final int SMALL_BYTES_MIN = 512;
  private static final int SMALL_BYTES_MAX = 16 << 10;
  private static final int BLOCK_BYTES = 1 << 20;

  private SampleVolumes() {}

  /**
   * @param arguments a directory; MiB of the file {@code large/file} below it; how many files below
   *     {@code small} there are to be
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Random random = new Random(SEED);
    large(directory.resolve("large"), Integer.parseInt(arguments[1]), random);
    small(directory.resolve("small"), Integer.parseInt(arguments[2]), random);
  }

  private static void large(Path directory, int blocks, Random random) throws IOException {
    Files.createDirectories(directory);
    try (OutputStream file = Files.newOutputStream(directory.resolve("file"))) {
      for (int i = 0; i < blocks; i++) {
        file.write(text(BLOCK_BYTES, random));
      }
    }
  }

  private static void small(Path directory, int files, Random random) throws IOException {
    byte[] text = text(BLOCK_BYTES, random);
    for (int i = 0; i < files; i++) {
      Path parent = directory.resolve(Integer.toString(i / FILES_PER_DIRECTORY));
      Files.createDirectories(parent);
      int size = SMALL_BYTES_MIN + random.nextInt(SMALL_BYTES_MAX - SMALL_BYTES_MIN + 1);
      int start = random.nextInt(text.length - size);
      Files.write(
          parent.resolve(Integer.toString(i)), Arrays.copyOfRange(text, start, start + size));
    }
  }

  private static byte[] text(int bytes, Random random) {
    byte[] raw = new byte[bytes / 4 * 3];
    random.nextBytes(raw);
    return Base64.getEncoder().encode(raw);
  }
}
