package io.jenkins.plugins.volumetransfer.simulator.scenario;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When something strikes.
 *
 * @param percent how much of the data has been copied, 0 to 100; only {@link Point#DURING_RSYNC}
 *     has it, and without it any moment while rsync runs is meant
 */
public record When(Point point, OptionalInt percent) {
  private static final Pattern SHARE = Pattern.compile("at (\\d{1,3}) %");

  /** A stretch of the source pod's life. */
  public enum Point {
    /** Before any container of the pod has begun. */
    AT_THE_START,
    /** The containers have begun and nobody has asked yet whether the tunnel answers. */
    BEFORE_NC,
    /** The rsync container asks again and again; the tunnel has not answered yet. */
    WHILE_NC_ASKS,
    BETWEEN_NC_AND_RSYNC,
    DURING_RSYNC,
    /** rsync has ended with 0, its container has not. */
    AFTER_RSYNC,
    /** The container that is struck has ended, with a failure. */
    AFTER_ITS_END,
    AT_ANY_TIME;

    /** As it is written. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The stretch as a whole. */
  public static When of(Point point) {
    return new When(point, OptionalInt.empty());
  }

  static Optional<When> of(String words) {
    Matcher share = SHARE.matcher(words);
    if (share.matches()) {
      int percent = Integer.parseInt(share.group(1));
      return percent <= 100
          ? Optional.of(new When(Point.DURING_RSYNC, OptionalInt.of(percent)))
          : Optional.empty();
    }
    return Stream.of(Point.values())
        .filter(point -> point.words().equals(words))
        .findFirst()
        .map(When::of);
  }

  /** As it is written: {@code at 40 %}. */
  public String words() {
    return percent.isPresent() ? "at " + percent.getAsInt() + " %" : point.words();
  }
}
