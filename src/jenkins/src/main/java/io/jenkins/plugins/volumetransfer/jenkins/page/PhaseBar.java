package io.jenkins.plugins.volumetransfer.jenkins.page;

import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.PhaseBegin;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.html.PhaseGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The phases of a transfer, one after the other.
 *
 * @param end up to where the drawing goes: now, or the run's end
 */
record PhaseBar(History history, TransferHistory transfer, Instant end) {
  /** In percent: what is shorter is still to be seen. */
  private static final double WIDTH_MIN = 0.3;

  List<PhaseSnapshot> phases() {
    List<PhaseSnapshot> phases = new ArrayList<>();
    List<PhaseBegin> begins = transfer.phases();
    for (int i = 0; i < begins.size(); i++) {
      Instant to = i + 1 < begins.size() ? begins.get(i + 1).at() : lastEnd();
      phases.add(phase(begins.get(i), to));
    }
    return phases;
  }

  private Instant lastEnd() {
    return transfer.result().map(result -> result.ended()).orElse(end);
  }

  private PhaseSnapshot phase(PhaseBegin begin, Instant to) {
    double x = Math.min(100 - WIDTH_MIN, percent(begin.at()));
    return new PhaseSnapshot(
        begin.phase().text() + (begin.attempt() > 1 ? ", attempt " + begin.attempt() : ""),
        PhaseGroup.of(begin.phase()).name().toLowerCase(Locale.ROOT),
        Durations.text(Duration.between(history.started(), begin.at())),
        length(Duration.between(begin.at(), to)),
        x,
        rounded(Math.max(WIDTH_MIN, percent(to) - x)));
  }

  /** To two decimals: no screen shows more, and a page that asks for it gets less. */
  private double percent(Instant time) {
    double all = Math.max(1, Duration.between(history.started(), end).toMillis());
    double share = Duration.between(history.started(), time).toMillis() / all;
    return rounded(100 * Math.min(1, Math.max(0, share)));
  }

  private static double rounded(double percent) {
    return Math.round(percent * 1e2) / 1e2;
  }

  /** Short ones with a decimal, long ones as a clock shows them. */
  private static String length(Duration duration) {
    return duration.toSeconds() < 60
        ? String.format(Locale.ROOT, "%.1f s", Math.max(0, duration.toMillis()) / 1e3)
        : Durations.text(duration);
  }
}
