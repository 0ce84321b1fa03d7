package io.jenkins.plugins.volumetransfer.simulator.level.local;

import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's wall clock, which can be set ahead. */
final class ShiftedClock extends Clock {
  private final Clock steady = SteadyClock.fromNow();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  void jump(Duration by) {
    ahead.updateAndGet(so -> so.plus(by));
  }

  @Override
  public Instant instant() {
    return steady.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("only instants are asked for");
  }
}
