package io.jenkins.plugins.volumetransfer.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  @DisplayName("nothing is known before a second has passed")
  void unknownAtFirst() {
    assertThat(Rate.none().bytesPerSecond(START)).isEmpty();
    assertThat(Rate.none().timeLeft(1, START)).isEmpty();
    Rate one = Rate.none().with(START, 500);
    assertThat(one.bytesPerSecond(at(0.9))).isEmpty();
    assertThat(one.bytesPerSecond(at(1))).hasValue(0);
  }

  @Test
  @DisplayName("a steady copy has a steady rate, and what is left over it is the time left")
  void steady() {
    Rate rate = steadyUntil(60, 1_000);

    assertThat(rate.bytesPerSecond(at(60)).orElseThrow()).isCloseTo(1_000, within(1.0));
    assertThat(rate.timeLeft(90_000, at(60))).hasValue(Duration.ofSeconds(90));
    assertThat(rate.timeLeft(90_001, at(60))).hasValue(Duration.ofSeconds(91));
    assertThat(rate.timeLeft(0, at(60))).hasValue(Duration.ZERO);
    assertThat(rate.timeLeft(-5, at(60))).hasValue(Duration.ZERO);
    assertThat(rate.bytesPerSecond(at(59))).isEqualTo(rate.bytesPerSecond(at(60)));
  }

  @Test
  @DisplayName("what was earlier than the window does not count")
  void window() {
    Rate half = steadyUntil(60, 1_000);
    for (int second = 61; second <= 75; second++) {
      half = half.with(at(second), 60_000 + (second - 60) * 5_000L);
    }
    Rate whole = half;
    for (int second = 76; second <= 90; second++) {
      whole = whole.with(at(second), 60_000 + (second - 60) * 5_000L);
    }

    assertThat(half.bytesPerSecond(at(75)).orElseThrow()).isCloseTo(3_000, within(1.0));
    assertThat(whole.bytesPerSecond(at(90)).orElseThrow()).isCloseTo(5_000, within(1.0));
  }

  @Test
  @DisplayName("without observations the rate falls to 0, and the time left is unknown")
  void stalled() {
    Rate rate = steadyUntil(60, 1_000);

    assertThat(rate.bytesPerSecond(at(75)).orElseThrow()).isCloseTo(500, within(40.0));
    assertThat(rate.bytesPerSecond(at(91))).hasValue(0);
    assertThat(rate.timeLeft(1, at(91))).isEmpty();
    assertThat(rate.timeLeft(Long.MAX_VALUE, at(60))).isEmpty();
  }

  @Test
  @DisplayName("another attempt, or a clock that was set back, starts anew")
  void startsAnew() {
    Rate again = steadyUntil(60, 1_000).with(at(61), 0).with(at(63), 4_000);
    Rate back = steadyUntil(60, 1_000).with(at(10), 60_000).with(at(12), 60_600);

    assertThat(again.bytesPerSecond(at(63))).hasValue(2_000);
    assertThat(back.bytesPerSecond(at(12))).hasValue(300);
  }

  @Test
  @DisplayName("a hundred thousand observations a second are no more work than a few")
  void manyObservations() {
    Rate rate = Rate.none();
    for (int i = 0; i <= 1_000_000; i++) {
      rate = rate.with(START.plusNanos(i * 10_000L), i);
    }

    assertThat(rate.bytesPerSecond(at(10)).orElseThrow()).isCloseTo(100_000, within(1.0));
  }

  private static Rate steadyUntil(int seconds, long bytesPerSecond) {
    Rate rate = Rate.none();
    for (int tenths = 0; tenths <= seconds * 10; tenths++) {
      rate = rate.with(at(tenths / 10.0), tenths * bytesPerSecond / 10);
    }
    return rate;
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1_000));
  }
}
