package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.engine.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The timers of a run. For the loop's thread alone. */
final class RunTimers {
  private final ScheduledExecutorService loop;
  private final Consumer<Timer> fired;
  private final Map<Timer, Future<?>> pending = new HashMap<>();

  /**
   * @param fired on the loop's thread
   */
  RunTimers(ScheduledExecutorService loop, Consumer<Timer> fired) {
    this.loop = loop;
    this.fired = fired;
  }

  void set(Timer timer, Duration delay) {
    cancel(timer);
    pending.put(
        timer,
        loop.schedule(
            () -> {
              pending.remove(timer);
              // Now, not as a task of its own: what replaces a timer must find it unfired.
              fired.accept(timer);
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  void cancel(Timer timer) {
    Future<?> set = pending.remove(timer);
    if (set != null) {
      set.cancel(false);
    }
  }

  void cancelAll() {
    pending.values().forEach(set -> set.cancel(false));
    pending.clear();
  }
}
