package io.jenkins.plugins.volumetransfer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/** CPU time, as the kernel counts it; see proc(5). */
public final class CpuTime {
  /** What the kernel counts in is 1/100 s for every program, proc(5): {@code USER_HZ}. */
  private static final int MILLIS_OF_A_TICK = 10;

  private CpuTime() {}

  /** Of this Java virtual machine, and of the processes that it has waited for. */
  public static Duration waitedFor() {
    return of(ProcessHandle.current())
        .orElseGet(() -> ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }

  /**
   * The same, and of the processes below it that are still alive. What a process that was killed
   * leaves behind is nobody's.
   */
  public static Duration withLiving() {
    return ProcessHandle.current()
        .descendants()
        .flatMap(process -> of(process).stream())
        .reduce(waitedFor(), Duration::plus);
  }

  /** Of one process, and of those that it has waited for; empty if it is gone, or without /proc. */
  private static Optional<Duration> of(ProcessHandle process) {
    try {
      // The second field is a program's name, in brackets; utime is the 14th, cstime the 17th.
      String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = IntStream.rangeClosed(11, 14).mapToLong(i -> Long.parseLong(fields[i])).sum();
      return Optional.of(Duration.ofMillis(MILLIS_OF_A_TICK * ticks));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
