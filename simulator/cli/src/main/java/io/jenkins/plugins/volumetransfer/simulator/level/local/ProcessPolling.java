package io.jenkins.plugins.volumetransfer.simulator.level.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces, such as the end of a process. */
final class ProcessPolling {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(10);

  private ProcessPolling() {}

  /**
   * Returns as soon as it is so.
   *
   * @throws StillWaiting after 60 s, or when the thread is interrupted
   */
  static void until(String what, BooleanSupplier isSo) {
    long begin = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - begin > BOUND.toNanos()) {
        throw new StillWaiting(what + ": not within " + BOUND.toSeconds() + " s");
      }
      try {
        Thread.sleep(LOOK.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StillWaiting(what + ": interrupted");
      }
    }
  }

  /** What was waited for did not come. */
  static final class StillWaiting extends RuntimeException {
    StillWaiting(String message) {
      super(message);
    }
  }
}
