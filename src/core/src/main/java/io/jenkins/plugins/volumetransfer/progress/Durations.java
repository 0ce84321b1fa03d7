package io.jenkins.plugins.volumetransfer.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Durations as text for people, as rsync writes them: hours, minutes, seconds. */
public final class Durations {

  private Durations() {}

  /** {@code 1:02:03}; parts of a second are cut off, a negative one is {@code 0:00:00}. */
  public static String text(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds / 3600 + ":" + twoDigits(seconds / 60 % 60) + ":" + twoDigits(seconds % 60);
  }

  /** The same, for one that may be unknown: {@code -:--:--}. */
  public static String text(Optional<Duration> duration) {
    return duration.map(Durations::text).orElse("-:--:--");
  }

  /** Short ones with a decimal, {@code 1.5 s}; long ones as {@link #text(Duration)}. */
  public static String length(Duration duration) {
    return duration.toSeconds() < 60
        ? String.format(Locale.ROOT, "%.1f s", Math.max(0, duration.toMillis()) / 1e3)
        : text(duration);
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
