package io.jenkins.plugins.volumetransfer.jenkins.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A bar for each build, the oldest to the left.
 *
 * @param title what is drawn
 * @param highest the value of the highest bar, for people
 * @param described the same for those who can't see it
 */
public record TrendChart(String title, String highest, String described, List<Bar> bars) {
  /** Of all bars together, in units of the drawing, which is stretched to the page. */
  public static final int WIDTH = 600;

  /** Of the highest bar. */
  public static final int HEIGHT = 100;

  /** In units of the drawing, so that one build is no wall. */
  private static final double BAR_WIDTH_MAX = 40;

  /** Of a bar whose value is 0: it has been there all the same. */
  private static final double BAR_HEIGHT_MIN = 1.5;

  /**
   * @param text what it says when one points at it
   */
  public record Bar(
      double x, double y, double width, double height, State state, String url, String text) {}

  public TrendChart {
    bars = List.copyOf(bars);
  }

  /**
   * @param builds the oldest first, at least one
   */
  static TrendChart of(
      String title,
      List<BuildTotals> builds,
      ToDoubleFunction<BuildTotals> value,
      Function<BuildTotals, String> text) {
    double top = builds.stream().mapToDouble(value).max().orElseThrow();
    double step = Math.min(BAR_WIDTH_MAX, (double) WIDTH / builds.size());
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < builds.size(); i++) {
      BuildTotals build = builds.get(i);
      double share = top > 0 ? value.applyAsDouble(build) / top : 0;
      double height = Math.max(BAR_HEIGHT_MIN, share * HEIGHT);
      bars.add(
          new Bar(
              rounded(i * step),
              rounded(HEIGHT - height),
              rounded(step * 0.8),
              rounded(height),
              build.state(),
              build.url(),
              build.name() + ": " + text.apply(build) + ", " + build.state().text()));
    }
    String highest =
        builds.stream()
            .filter(build -> value.applyAsDouble(build) == top)
            .findFirst()
            .map(text)
            .orElseThrow();
    BuildTotals last = builds.get(builds.size() - 1);
    return new TrendChart(
        title,
        highest,
        "%s of the last %s builds: highest %s, latest %s"
            .formatted(title, builds.size(), highest, text.apply(last)),
        bars);
  }

  private static double rounded(double value) {
    return Math.round(value * 1e2) / 1e2;
  }
}
