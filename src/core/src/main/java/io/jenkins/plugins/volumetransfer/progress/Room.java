package io.jenkins.plugins.volumetransfer.progress;

import java.util.Locale;

/**
 * How much room the destination's file system has before the copy, as statfs(2) tells it to root.
 *
 * @param freeBytes that root may fill too
 * @param bytes of the whole file system
 * @param freeInodes 0 with {@code inodes}, or where there is none
 * @param inodes 0 where the file system counts none
 */
public record Room(long freeBytes, long bytes, long freeInodes, long inodes) {

  /** For people: {@code 1.5 GiB of 8.0 GiB free, 1,000 of 5,000 inodes}. */
  public String text() {
    String space = ByteSize.text(freeBytes) + " of " + ByteSize.text(bytes) + " free";
    return inodes == 0
        ? space
        : space + String.format(Locale.ROOT, ", %,d of %,d inodes", freeInodes, inodes);
  }
}
