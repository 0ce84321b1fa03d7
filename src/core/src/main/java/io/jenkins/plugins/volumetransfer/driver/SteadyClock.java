package io.jenkins.plugins.volumetransfer.driver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Asks once what time it is, and from then on counts on by a clock that nobody sets. So what lies
 * between two of its instants has really passed, and an instant is right as far as the system's
 * clock was when this was made. To be made anew for each run, as the two drift apart over weeks.
 */
public final class SteadyClock extends Clock {
  private final Instant begin;
  private final long beginNanos;
  private final LongSupplier nanos;
  private final ZoneId zone;

  private SteadyClock(Instant begin, long beginNanos, LongSupplier nanos, ZoneId zone) {
    this.begin = begin;
    this.beginNanos = beginNanos;
    this.nanos = nanos;
    this.zone = zone;
  }

  /**
   * @param nanos as {@link System#nanoTime}
   */
  static Clock from(Instant begin, LongSupplier nanos) {
    return new SteadyClock(begin, nanos.getAsLong(), nanos, ZoneOffset.UTC);
  }

  /** One that is right now. */
  public static Clock fromNow() {
    return from(Instant.now(), System::nanoTime);
  }

  /** What the system says, for stamps and for what others have stamped; it may jump. */
  public static Instant wallTime() {
    return Instant.now();
  }

  @Override
  public Instant instant() {
    return begin.plus(Duration.ofNanos(nanos.getAsLong() - beginNanos));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(begin, beginNanos, nanos, other);
  }
}
