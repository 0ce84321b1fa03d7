package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * From times to places between the left edge (0 percent) and the right one (100).
 *
 * @param origin the time that labels call 0
 * @param from at the left edge
 * @param to at the right edge, at least a second later
 */
record TimeAxis(Instant origin, Instant from, Instant to) {
  /** As many labels as fit into a telephone's width. */
  private static final int TICKS_MAX = 5;

  private static final long[] STEPS_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200
  };
  private static final long DAY_SECONDS = 86_400;

  TimeAxis {
    Instant shortest = from.plusSeconds(1);
    to = to.isBefore(shortest) ? shortest : to;
  }

  double percent(Instant time) {
    double share =
        (double) Duration.between(from, time).toMillis() / Duration.between(from, to).toMillis();
    return 100 * Math.min(1, Math.max(0, share));
  }

  String at(Instant time) {
    return percent(percent(time));
  }

  static String percent(double percent) {
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }

  /** Lines and labels below a drawing of this height, in pixels. */
  Element ticks(int height) {
    Element group = Element.of("g");
    for (long seconds : tickSeconds()) {
      Instant time = origin.plusSeconds(seconds);
      double percent = percent(time);
      group =
          group.with(
              Element.of("line")
                  .with("class", "grid")
                  .with("x1", percent(percent))
                  .with("x2", percent(percent))
                  .with("y1", 0)
                  .with("y2", height),
              Element.of("text")
                  .with("x", percent(percent))
                  .with("y", height + 14)
                  .with("text-anchor", percent < 6 ? "start" : percent > 94 ? "end" : "middle")
                  .text(Durations.text(Duration.ofSeconds(seconds))));
    }
    return group;
  }

  private long[] tickSeconds() {
    long first = ceil(Duration.between(origin, from));
    long last = Duration.between(origin, to).toSeconds();
    long step = step(last - first);
    return LongStream.iterate((first + step - 1) / step * step, at -> at <= last, at -> at + step)
        .toArray();
  }

  private static long ceil(Duration duration) {
    return duration.toSeconds() + (duration.toNanosPart() > 0 ? 1 : 0);
  }

  private static long step(long seconds) {
    for (long step : STEPS_SECONDS) {
      if (seconds / step < TICKS_MAX) {
        return step;
      }
    }
    return DAY_SECONDS * (1 + seconds / DAY_SECONDS / TICKS_MAX);
  }
}
