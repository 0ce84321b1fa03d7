package io.jenkins.plugins.volumetransfer.report.history;

import static io.jenkins.plugins.volumetransfer.report.Results.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.report.history.Curve.Point;
import io.jenkins.plugins.volumetransfer.report.history.Curve.Stretch;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  @DisplayName("a day of progress at an even pace stays a few hundred points, and even")
  void day() {
    Curve curve = Curve.NONE;
    for (long millis = 0; millis <= 86_400_000; millis += 250) {
      curve = curve.with(new Point(STARTED.plusMillis(millis), 1, millis * 1_000));
    }

    assertThat(curve.points()).hasSizeBetween(Curve.POINTS_MAX / 2, Curve.POINTS_MAX);
    assertThat(curve.points().get(0).bytes()).isZero();
    assertThat(curve.points().get(curve.points().size() - 1).bytes()).isEqualTo(86_400_000_000L);
    assertThat(curve.stretches(Duration.ofSeconds(1)))
        .allSatisfy(
            stretch ->
                assertThat(stretch.bytesPerSecond()).isCloseTo(1_000_000, Offset.offset(1.0)));
  }

  @Test
  @DisplayName("of endless attempts, the points of the latest are kept")
  void endless() {
    Curve curve = Curve.NONE;
    for (int attempt = 1; attempt <= 5_000; attempt++) {
      Instant begin = STARTED.plusSeconds(attempt * 10L);
      curve =
          curve
              .with(new Point(begin, attempt, 0))
              .with(new Point(begin.plusSeconds(1), attempt, 100))
              .with(new Point(begin.plusSeconds(2), attempt, 200));
    }

    assertThat(curve.points()).hasSizeBetween(Curve.POINTS_MAX / 2, Curve.POINTS_MAX);
    assertThat(curve.points()).last().extracting(Point::attempt).isEqualTo(5_000);
  }

  @Test
  @DisplayName("each attempt has a curve of its own, from 0 on")
  void attempts() {
    Curve curve =
        Curve.NONE
            .with(new Point(STARTED, 1, 0))
            .with(new Point(STARTED.plusSeconds(2), 1, 2_000))
            .with(new Point(STARTED.plusSeconds(10), 2, 0))
            .with(new Point(STARTED.plusSeconds(11), 2, 3_000));

    assertThat(curve.stretches(Duration.ofSeconds(1)))
        .containsExactly(
            new Stretch(STARTED, STARTED.plusSeconds(2), 1, 1_000),
            new Stretch(STARTED.plusSeconds(10), STARTED.plusSeconds(11), 2, 3_000));
  }

  @Test
  @DisplayName(
      "points that are too close are one stretch, and what is left over belongs to the last one")
  void shortest() {
    Curve curve = Curve.NONE;
    for (int i = 0; i <= 9; i++) {
      curve = curve.with(new Point(STARTED.plusMillis(i * 500L), 1, i * 500L));
    }

    assertThat(curve.stretches(Duration.ofSeconds(2)))
        .containsExactly(
            new Stretch(STARTED, STARTED.plusSeconds(2), 1, 1_000),
            new Stretch(STARTED.plusSeconds(2), STARTED.plusMillis(4_500), 1, 1_000));
  }
}
