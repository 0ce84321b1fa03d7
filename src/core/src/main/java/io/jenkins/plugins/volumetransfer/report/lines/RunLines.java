package io.jenkins.plugins.volumetransfer.report.lines;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.text.PlainText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A line now and then, for logs: each begins with the time since the run's beginning. */
public final class RunLines {
  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(10);

  /** With more transfers than this, one line tells of all. */
  private static final int SINGLY_MAX = 4;

  private static final String ALL = "all";

  private final Overview overview;
  private final Clock clock;
  private final Instant started;
  private final Consumer<String> out;
  private final Map<String, Instant> told = new HashMap<>();
  private final Set<Complaint> complaints = new HashSet<>();

  /** What rsync said in an attempt. */
  private record Complaint(String transfer, int attempt, String text) {}

  /** Of a run that begins now. */
  public RunLines(List<Transfer> transfers, Clock clock, Consumer<String> out) {
    this(new Overview(transfers), clock.instant(), clock, out);
  }

  /**
   * @param overview of its transfers, before anything was announced
   * @param started when the run began, maybe in a process that has died
   */
  public RunLines(Overview overview, Instant started, Clock clock, Consumer<String> out) {
    this.overview = overview;
    this.clock = clock;
    this.started = started;
    this.out = out;
  }

  public void take(Announcement announcement) {
    Instant now = clock.instant();
    overview.take(announcement, now);
    announcement.accept(new LinesNow(now)).forEach(this::say);
  }

  private String together(Instant now) {
    return "%s of %s ended, %s copying%s: %s"
        .formatted(
            overview.count(Phase.ENDED),
            overview.size(),
            overview.count(Phase.COPYING),
            overview.queued(),
            Words.progress(overview.all(), now));
  }

  /** What the run is doing, in a line. */
  public String status() {
    Instant now = clock.instant();
    if (overview.size() > 1) {
      return together(now);
    }
    String name = overview.names().iterator().next();
    Overview.Item item = overview.item(name);
    return name
        + ": "
        + item.phase().text()
        + (item.phase() == Phase.COPYING ? ", " + Words.progress(item, now) : "");
  }

  public void say(String line) {
    out.accept(
        Durations.text(Duration.between(started, clock.instant())) + " " + PlainText.visible(line));
  }

  /** What is said at once of what is announced. */
  private final class LinesNow extends Words {
    private final Instant now;

    LinesNow(Instant now) {
      super(overview.size());
      this.now = now;
    }

    @Override
    public List<String> handle(Announcement.Progress progress) {
      List<String> lines = new ArrayList<>(complaints(progress));
      boolean singly = overview.size() <= SINGLY_MAX;
      String name = singly ? progress.transfer() : ALL;
      // Each attempt's first news come as they come; the rest waits its turn.
      Instant last = told.computeIfAbsent(name, key -> now);
      if (Duration.between(last, now).compareTo(BETWEEN_PROGRESS) >= 0) {
        told.put(name, now);
        lines.add(singly ? name + ": " + Words.progress(overview.item(name), now) : together(now));
      }
      return lines;
    }

    /** Each once; an attempt has few, whatever rsync says. */
    private List<String> complaints(Announcement.Progress progress) {
      return progress.log().volumes().stream()
          .flatMap(volume -> volume.problems().first().stream())
          .filter(
              text -> complaints.add(new Complaint(progress.transfer(), progress.attempt(), text)))
          .map(text -> progress.transfer() + ": " + text)
          .toList();
    }
  }
}
