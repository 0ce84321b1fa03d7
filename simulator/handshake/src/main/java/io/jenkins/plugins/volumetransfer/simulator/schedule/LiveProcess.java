package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the kernel knows of a process; see proc(5). */
final class LiveProcess {
  static final int USR1 = 10;
  static final int TERM = 15;
  // Of x86-64 and of arm64.
  private static final Pattern WAITING = Pattern.compile("(61|260|247|95|0|63) .*", Pattern.DOTALL);

  private LiveProcess() {}

  /** Whether it sleeps in wait4, waitid or read: not in the moment before or after. */
  static boolean isBlocked(long pid) {
    return read(pid, "syscall").filter(call -> WAITING.matcher(call).matches()).isPresent();
  }

  /** Whether it does nothing any more, its parent may know of it or not. */
  static boolean hasEnded(long pid) {
    return read(pid, "stat")
        .filter(stat -> !stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z"))
        .isEmpty();
  }

  /** Whether it has ended and its parent has learnt of it. */
  static boolean isGone(long pid) {
    return !Files.exists(Path.of("/proc", String.valueOf(pid)));
  }

  static boolean ignores(long pid, int signal) {
    return has(pid, "SigIgn", signal);
  }

  /** Whether a trap is set. */
  static boolean catches(long pid, int signal) {
    return has(pid, "SigCgt", signal);
  }

  private static boolean has(long pid, String mask, int signal) {
    return read(pid, "status").filter(status -> has(status, mask, signal)).isPresent();
  }

  private static boolean has(String status, String mask, int signal) {
    int begin = status.indexOf(mask) + mask.length() + 1;
    String bits = status.substring(begin, status.indexOf('\n', begin)).strip();
    return (Long.parseUnsignedLong(bits, 16) & 1L << signal - 1) != 0;
  }

  /** What the descriptor is open on. */
  static Optional<Path> file(long pid, int descriptor) {
    try {
      return Optional.of(
          Files.readSymbolicLink(
              Path.of("/proc", String.valueOf(pid), "fd", String.valueOf(descriptor))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> read(long pid, String name) {
    try {
      return Optional.of(Files.readString(Path.of("/proc", String.valueOf(pid), name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
