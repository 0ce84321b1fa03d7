package io.jenkins.plugins.volumetransfer.report.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a transfer's bytes grew, in at most {@link #POINTS_MAX} points: where there would be more,
 * every second one is dropped, and from then on points have to be twice as far apart. Of so many
 * attempts that this does not help, the older half is forgotten.
 *
 * @param points in the order of their observation; those of an attempt begin at 0 anew
 * @param spacing how far apart the points of an attempt are at least, but for the latest
 */
public record Curve(List<Point> points, Duration spacing) {
  public static final int POINTS_MAX = 400;

  /** As often as progress is announced. */
  private static final Duration FIRST_SPACING = Duration.ofMillis(250);

  static final Curve NONE = new Curve(List.of(), FIRST_SPACING);

  /**
   * @param bytes sent in this attempt so far
   */
  public record Point(Instant at, int attempt, long bytes) {}

  /** The mean between two points, or several. */
  public record Stretch(Instant from, Instant to, int attempt, double bytesPerSecond) {}

  public Curve {
    points = List.copyOf(points);
  }

  Curve with(Point point) {
    List<Point> next = new ArrayList<>(points);
    if (replacesLast(point)) {
      next.remove(next.size() - 1);
    }
    next.add(point);
    if (next.size() <= POINTS_MAX) {
      return new Curve(next, spacing);
    }
    List<Point> thinned = everySecond(next);
    return thinned.size() <= POINTS_MAX * 3 / 4
        ? new Curve(thinned, spacing.multipliedBy(2))
        : new Curve(next.subList(next.size() / 2, next.size()), spacing);
  }

  /** The latest point counts, however close it is; the one before it may be too close to it. */
  private boolean replacesLast(Point point) {
    if (points.size() < 2) {
      return false;
    }
    Point last = points.get(points.size() - 1);
    Point beforeLast = points.get(points.size() - 2);
    return last.attempt() == point.attempt()
        && beforeLast.attempt() == point.attempt()
        && last.at().isBefore(beforeLast.at().plus(spacing));
  }

  /** Keeps the first and the last, of all and of each attempt: there the slopes begin and end. */
  private static List<Point> everySecond(List<Point> points) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      boolean edge =
          i == 0
              || i == points.size() - 1
              || points.get(i - 1).attempt() != points.get(i).attempt()
              || points.get(i + 1).attempt() != points.get(i).attempt();
      if (edge || i % 2 == 0) {
        kept.add(points.get(i));
      }
    }
    return kept;
  }

  /**
   * The rate, in stretches of at least this length; only an attempt that is shorter has a shorter
   * one.
   *
   * @param shortest over less time than this, a rate would be noise
   */
  public List<Stretch> stretches(Duration shortest) {
    List<Stretch> stretches = new ArrayList<>();
    Optional<Point> former = Optional.empty();
    Optional<Point> start = Optional.empty();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (start.filter(from -> from.attempt() == point.attempt()).isEmpty()
          || point.bytes() < start.get().bytes()) {
        former = Optional.empty();
        start = Optional.of(point);
        continue;
      }
      Duration length = Duration.between(start.get().at(), point.at());
      boolean last = i + 1 == points.size() || points.get(i + 1).attempt() != point.attempt();
      if (length.compareTo(shortest) >= 0) {
        stretches.add(stretch(start.get(), point));
        former = start;
        start = Optional.of(point);
      } else if (last && former.isPresent()) {
        stretches.set(stretches.size() - 1, stretch(former.get(), point));
      } else if (last && length.toMillis() > 0) {
        stretches.add(stretch(start.get(), point));
      }
    }
    return stretches;
  }

  private static Stretch stretch(Point from, Point to) {
    double seconds = Duration.between(from.at(), to.at()).toMillis() / 1e3;
    return new Stretch(from.at(), to.at(), to.attempt(), (to.bytes() - from.bytes()) / seconds);
  }
}
