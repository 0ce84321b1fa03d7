package io.jenkins.plugins.volumetransfer.progress;

import java.util.Set;

/**
 * What a complaint of rsync is about. Told by the error number of the system, which rsync puts in
 * parentheses at the end: its words differ between C libraries, and may as well stand in a file's
 * name. The numbers are those of Linux, {@code asm-generic/errno.h}.
 */
public enum ProblemKind {
  /** The destination, or a quota, is full of bytes or of inodes: trying again can't help. */
  NO_SPACE(Set.of(28, 122)),
  /** Not readable on the source, or not to be made as asked on the destination. */
  PERMISSION(Set.of(1, 13)),
  /** The destination is mounted read-only. */
  READ_ONLY(Set.of(30)),
  /** A file went away while it was to be copied. */
  VANISHED(Set.of()),
  /** A disk, or what stands for one, could not be read or written. */
  INPUT_OUTPUT(Set.of(5, 116, 117)),
  /** The tunnel, or what is behind it, did not answer or went away. */
  CONNECTION(Set.of(32, 101, 103, 104, 110, 111, 112, 113)),
  /** Anything else. */
  OTHER(Set.of());

  private final Set<Integer> errorNumbers;

  ProblemKind(Set<Integer> errorNumbers) {
    this.errorNumbers = errorNumbers;
  }

  static ProblemKind of(String line) {
    // A name stands at their ends, which may look like a number of the system.
    if (line.startsWith("file has vanished: ") || line.startsWith("directory has vanished: ")) {
      return VANISHED;
    }
    int number = errorNumber(line);
    for (ProblemKind kind : values()) {
      if (kind.errorNumbers.contains(number)) {
        return kind;
      }
    }
    if (line.startsWith("ERROR: module is read only")) {
      return READ_ONLY;
    }
    return line.contains("connection unexpectedly closed") || line.contains("] io timeout after ")
        ? CONNECTION
        : OTHER;
  }

  /** 28 of {@code ...: No space left on device (28)}; -1 if there is none. */
  private static int errorNumber(String line) {
    int open = line.lastIndexOf(" (");
    if (open < 0 || !line.endsWith(")")) {
      return -1;
    }
    long number = RsyncNumber.parse(line, open + 2, line.length() - 1);
    return number <= Integer.MAX_VALUE ? (int) number : -1;
  }
}
