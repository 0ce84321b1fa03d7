package io.jenkins.plugins.volumetransfer.report.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
   * The rate, in stretches of at least this length as far as an attempt lasts so long.
   *
   * @param shortest over less time than this, a rate would be noise
   */
  public List<Stretch> stretches(Duration shortest) {
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < points.size(); i++) {
      Point start = points.get(from);
      Point end = points.get(i);
      if (end.attempt() != start.attempt() || end.bytes() < start.bytes()) {
        from = i;
        continue;
      }
      Duration length = Duration.between(start.at(), end.at());
      boolean last = i + 1 == points.size() || points.get(i + 1).attempt() != end.attempt();
      if (length.toMillis() > 0 && (last || length.compareTo(shortest) >= 0)) {
        double rate = (end.bytes() - start.bytes()) * 1e3 / length.toMillis();
        stretches.add(new Stretch(start.at(), end.at(), end.attempt(), rate));
        from = i;
      }
    }
    return stretches;
  }
}
