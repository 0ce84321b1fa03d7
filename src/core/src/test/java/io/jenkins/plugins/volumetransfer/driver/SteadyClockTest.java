package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  @DisplayName(
      "goes on by what has passed, whatever the system says, also where nanoseconds overflow")
  void steady() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    Clock clock = SteadyClock.from(BEGIN, nanos::get);
    nanos.addAndGet(Duration.ofHours(3).toNanos());

    assertThat(clock.instant()).isEqualTo(BEGIN.plus(Duration.ofHours(3)));
    assertThat(clock.withZone(ZoneId.of("Asia/Kolkata")).instant()).isEqualTo(clock.instant());
  }

  @Test
  @DisplayName("begins with what the system says")
  void begin() {
    Instant before = Instant.now();

    assertThat(SteadyClock.fromNow().instant()).isBetween(before, before.plusSeconds(60));
  }
}
