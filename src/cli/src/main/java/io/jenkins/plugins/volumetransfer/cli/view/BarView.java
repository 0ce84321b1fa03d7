package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.report.lines.Overview;
import io.jenkins.plugins.volumetransfer.report.lines.Words;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bar for each transfer, and one for all where there are several; the rest as lines above. */
public final class BarView implements View {
  /** More bars than this would not fit on many terminals: then there is only the one for all. */
  private static final int BARS_MAX = 10;

  private static final String ALL = "all";

  private final Overview overview;
  private final Clock clock;
  private final Screen screen;
  private final Map<String, Bar> bars = new LinkedHashMap<>();

  /**
   * @param overview of the run's transfers, before anything was announced
   */
  public BarView(Overview overview, Clock clock, PrintWriter out, Terminal terminal) {
    this.overview = overview;
    this.clock = clock;
    this.screen = new Screen(out);
    int width = ALL.length();
    if (overview.size() <= BARS_MAX) {
      width = overview.names().stream().mapToInt(String::length).max().orElse(width);
      for (String name : overview.names()) {
        bars.put(name, new Bar(padded(name, width), screen, terminal));
      }
    }
    if (overview.size() > 1) {
      bars.put(ALL, new Bar(padded(ALL, Math.max(width, ALL.length())), screen, terminal));
    }
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(width - name.length());
  }

  @Override
  public void take(Announcement announcement) {
    overview.take(announcement, clock.instant());
    announcement.accept(new LinesAbove(overview.size())).forEach(screen::print);
    for (String name : overview.names()) {
      if (bars.containsKey(name)) {
        Overview.Item item = overview.item(name);
        bars.get(name).show(item, extra(item), clock.instant());
      }
    }
    if (bars.containsKey(ALL)) {
      bars.get(ALL).show(overview.all(), together(), clock.instant());
    }
  }

  private String extra(Overview.Item item) {
    if (item.phase() == Phase.COPYING && item.copy().verifying().isPresent()) {
      return Words.verifying(item.copy().verifying().get());
    }
    return item.phase() == Phase.COPYING ? rate(item) : item.phase().text();
  }

  private String together() {
    return "%s, %s of %s ended%s"
        .formatted(
            rate(overview.all()), overview.count(Phase.ENDED), overview.size(), overview.queued());
  }

  private String rate(Overview.Item item) {
    return ByteSize.perSecond(item.bytesPerSecond(clock.instant()).orElse(Double.NaN));
  }

  @Override
  public void say(String line) {
    screen.print(line);
  }

  @Override
  public void close() {
    bars.values().forEach(Bar::close);
    screen.clear();
  }

  /** What stands above the bars: not what they show themselves. */
  private static final class LinesAbove extends Words {
    LinesAbove(int size) {
      super(size);
    }

    @Override
    public List<String> handle(Announcement.PhaseChanged changed) {
      return List.of();
    }

    @Override
    public List<String> handle(Announcement.TransferEnded ended) {
      return List.of();
    }
  }
}
