package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.report.history.Curve.Stretch;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A transfer's rate over time, above its phases. */
record RateChart(TransferHistory transfer, PhaseLane lane, TimeAxis axis) {
  /** In pixels, of the part with the rate. */
  private static final int HEIGHT = 120;

  /** As many steps as can be told apart. */
  private static final int STRETCHES_MAX = 150;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** The coordinates of the curve, stretched to the drawing's size. */
  private static final int BOX_WIDTH = 1_000;

  private static final int BOX_HEIGHT = 100;

  Element html() {
    List<Stretch> stretches = stretches();
    double peak = stretches.stream().mapToDouble(Stretch::bytesPerSecond).max().orElse(0);
    double top = top(peak);
    int laneTop = peak > 0 ? HEIGHT + 8 : 6;
    int height = laneTop + PhaseLane.HEIGHT + 4;
    Element drawing =
        Element.of("svg")
            .with("width", "100%")
            .with("height", height + 18)
            .with("role", "img")
            .with("aria-label", caption(peak) + ". " + lane.described())
            .with(axis.ticks(height));
    if (peak > 0) {
      drawing =
          drawing.with(
              Element.of("svg")
                  .with("width", "100%")
                  .with("height", HEIGHT)
                  .with("viewBox", "0 0 " + BOX_WIDTH + " " + BOX_HEIGHT)
                  .with("preserveAspectRatio", "none")
                  .with(Element.of("path").with("class", "area").with("d", path(stretches, top))),
              level(0, top),
              level(0.5, top));
    }
    return Element.of("figure")
        .with(
            Element.of("figcaption").text(caption(peak)), drawing.with(lane.drawn(axis, laneTop)));
  }

  private static String caption(double peak) {
    return peak > 0
        ? "Rate over time, highest " + ByteSize.perSecond(peak)
        : "Nothing was seen to be sent";
  }

  private List<Stretch> stretches() {
    Duration even = Duration.between(axis.from(), axis.to()).dividedBy(STRETCHES_MAX);
    return transfer.curve().stretches(even.compareTo(SHORTEST) > 0 ? even : SHORTEST);
  }

  /** The next number of bytes that is 1, 2 or 5 times a power of 10 of a binary unit. */
  private static double top(double peak) {
    double unit = 1;
    while (unit * 1_024 <= peak) {
      unit *= 1_024;
    }
    for (double power = 1; ; power *= 10) {
      for (int digit : new int[] {1, 2, 5}) {
        if (digit * power * unit >= peak) {
          return digit * power * unit;
        }
      }
    }
  }

  /** A line with the rate that it stands for. */
  private static Element level(double below, double top) {
    int y = (int) Math.round(below * HEIGHT);
    return Element.of("g")
        .with(
            Element.of("line")
                .with("class", "grid")
                .with("x1", "0%")
                .with("x2", "100%")
                .with("y1", y)
                .with("y2", y),
            Element.of("text")
                .with("x", "100%")
                .with("y", y + 12)
                .with("text-anchor", "end")
                .text(ByteSize.perSecond((1 - below) * top)));
  }

  private String path(List<Stretch> stretches, double top) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      boolean goesOn = i > 0 && stretches.get(i - 1).to().equals(stretch.from());
      double from = axis.percent(stretch.from()) * BOX_WIDTH / 100;
      double to = axis.percent(stretch.to()) * BOX_WIDTH / 100;
      double y = BOX_HEIGHT * (1 - stretch.bytesPerSecond() / top);
      if (!goesOn) {
        path.append(String.format(Locale.ROOT, "M%.1f %dV%.1f", from, BOX_HEIGHT, y));
      }
      path.append(String.format(Locale.ROOT, "V%.1fH%.1f", y, to));
      boolean ends = i + 1 == stretches.size() || !stretches.get(i + 1).from().equals(stretch.to());
      if (ends) {
        path.append("V").append(BOX_HEIGHT);
      }
    }
    return path.toString();
  }
}
