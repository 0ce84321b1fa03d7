package io.jenkins.plugins.volumetransfer.driver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Asks once what time it is, and from then on counts on by a clock that nobody sets. So what lies
 * between two of its instants has really passed, and an instant is right as far as the system's
 * clock was when this was made. To be made anew for each run, as the two drift apart over weeks.
 */
public final class SteadyClock extends Clock {
  private final Instant begin;
  private final long beginNanos;
  private final ZoneId zone;

  private SteadyClock(Instant begin, long beginNanos, ZoneId zone) {
    this.begin = begin;
    this.beginNanos = beginNanos;
    this.zone = zone;
  }

  /** One that is right now. */
  public static Clock fromNow() {
    return new SteadyClock(Instant.now(), System.nanoTime(), ZoneOffset.UTC);
  }

  /** What the system says, for stamps and for what others have stamped; it may jump. */
  public static Instant wallTime() {
    return Instant.now();
  }

  @Override
  public Instant instant() {
    return begin.plus(Duration.ofNanos(System.nanoTime() - beginNanos));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(begin, beginNanos, other);
  }
}
