package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the kernel tells nobody about, such as that a process sleeps. */
final class KernelPolling {
  /** No command of a script takes as long, on however busy a machine. */
  static final Duration BOUND = Duration.ofSeconds(20);

  private static final Duration SOON = Duration.ofMillis(50);
  private static final long LOOK_NANOS = 10_000;

  private KernelPolling() {}

  /**
   * Returns as soon as it is so.
   *
   * @throws IllegalStateException after {@link #BOUND}
   */
  static void until(String what, BooleanSupplier isSo) {
    if (!isWithin(BOUND, isSo)) {
      throw new IllegalStateException("not within %s s: %s".formatted(BOUND.toSeconds(), what));
    }
  }

  /** Whether it is so within a moment that may be too short on a busy machine. */
  static boolean isSoon(BooleanSupplier isSo) {
    return isWithin(SOON, isSo);
  }

  private static boolean isWithin(Duration bound, BooleanSupplier isSo) {
    long begin = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - begin > bound.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }
}
