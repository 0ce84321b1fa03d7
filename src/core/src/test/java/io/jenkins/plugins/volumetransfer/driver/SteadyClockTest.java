package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  @Test
  @DisplayName("begins with what the system says, and goes on by what has passed")
  void steady() {
    Instant before = Instant.now();
    Clock clock = SteadyClock.fromNow();
    long beginNanos = System.nanoTime();
    Instant begin = clock.instant();
    while (System.nanoTime() - beginNanos < 5_000_000) {
      Thread.onSpinWait();
    }
    Instant end = clock.instant();

    assertThat(begin).isBetween(before, before.plusSeconds(60));
    assertThat(Duration.between(begin, end))
        .isBetween(Duration.ofMillis(4), Duration.ofNanos(System.nanoTime() - beginNanos));
    assertThat(clock.withZone(ZoneId.of("Asia/Kolkata")).instant()).isAfterOrEqualTo(end);
  }
}
