package io.jenkins.plugins.volumetransfer.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still unless told to go on. */
public final class TestClock extends Clock {
  private Instant now;

  public TestClock() {
    this(Instant.parse("2026-01-02T03:04:05Z"));
  }

  public TestClock(Instant now) {
    this.now = now;
  }

  public void pass(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Only its instants are of interest. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
