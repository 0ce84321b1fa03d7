package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Finds the processes of containers. There is no PID namespace; instead each process of a container
 * carries {@link #MARKER} in its environment, which children inherit, daemons too. A process that
 * clears its environment is still found by its session. One that does both escapes.
 */
final class ProcessTable {

  /** The environment variable whose value is {@code CLUSTER/CONTAINER}. */
  static final String MARKER = "VOLUME_TRANSFER_LOCAL_CONTAINER";

  private static final Path PROC = Path.of("/proc");
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int ROUNDS_MAX = 2000;

  private ProcessTable() {}

  /** All processes of one container. */
  static List<ProcessHandle> ofContainer(String mark, long session) {
    byte[] wanted = (MARKER + "=" + mark + "\0").getBytes(StandardCharsets.UTF_8);
    return find(process -> contains(environment(process), wanted) || sessionOf(process) == session);
  }

  /** All processes of all containers of one cluster. */
  static List<ProcessHandle> ofCluster(String cluster) {
    byte[] wanted = (MARKER + "=" + cluster + "/").getBytes(StandardCharsets.UTF_8);
    return find(process -> contains(environment(process), wanted));
  }

  /**
   * Kills what {@code search} finds until it finds nothing: a process may fork while we look.
   *
   * @return whether nothing is left
   */
  static boolean killAll(Supplier<List<ProcessHandle>> search) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      List<ProcessHandle> found = search.get();
      if (found.isEmpty()) {
        return true;
      }
      found.forEach(ProcessHandle::destroyForcibly);
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        // Leaving a process behind would be worse than being late.
        continue;
      }
    }
    return false;
  }

  /** What the process was started as: the last part of its program's or its script's path. */
  static boolean isNamed(ProcessHandle process, String name) {
    String commandName = read(PROC.resolve(process.pid() + "/comm")).strip();
    String[] arguments = read(PROC.resolve(process.pid() + "/cmdline")).split("\0");
    String program = arguments.length == 0 ? "" : lastPart(arguments[0]);
    String script = arguments.length < 2 ? "" : lastPart(arguments[1]);
    return List.of(commandName, program, script).contains(name);
  }

  /** Whether the process has a handler of its own for the signal. */
  static boolean catches(ProcessHandle process, Signal signal) {
    return read(PROC.resolve(process.pid() + "/status"))
        .lines()
        .filter(line -> line.startsWith("SigCgt:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigCgt:".length()).strip(), 16))
        .anyMatch(mask -> (mask >> (signal.number() - 1) & 1) == 1);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static List<ProcessHandle> find(Predicate<Path> wanted) {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (wanted.test(process)) {
          handle(process).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc", e);
    }
    return found;
  }

  private static Optional<ProcessHandle> handle(Path process) {
    return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
        .filter(handle -> handle.pid() != ProcessHandle.current().pid());
  }

  private static byte[] environment(Path process) {
    try {
      return Files.readAllBytes(process.resolve("environ"));
    } catch (IOException e) {
      // Gone, or someone else's: in both cases none of ours.
      return new byte[0];
    }
  }

  /** The sixth field of {@code stat}; the second may contain anything, even parentheses. */
  private static long sessionOf(Path process) {
    String stat = read(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    boolean zombie = fields[0].equals("Z");
    return fields.length > 3 && !zombie ? Long.parseLong(fields[3]) : -1;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean contains(byte[] environment, byte[] wanted) {
    for (int start = 0; start + wanted.length <= environment.length; start++) {
      if (start == 0 || environment[start - 1] == 0) {
        if (Arrays.equals(environment, start, start + wanted.length, wanted, 0, wanted.length)) {
          return true;
        }
      }
    }
    return false;
  }
}
