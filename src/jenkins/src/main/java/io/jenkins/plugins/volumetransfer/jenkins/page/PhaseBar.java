package io.jenkins.plugins.volumetransfer.jenkins.page;

import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.PhaseBegin;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.html.PhaseGroup;
import java.time.Duration;
import java.time.Instant;
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
    return transfer.spans(end).stream().map(this::phase).toList();
  }

  private PhaseSnapshot phase(TransferHistory.Span span) {
    PhaseBegin begin = span.begin();
    double x = Math.min(100 - WIDTH_MIN, percent(begin.at()));
    return new PhaseSnapshot(
        begin.text(),
        PhaseGroup.of(begin.phase()).name().toLowerCase(Locale.ROOT),
        Durations.text(Duration.between(history.started(), begin.at())),
        Durations.length(span.length()),
        x,
        rounded(Math.max(WIDTH_MIN, percent(span.to()) - x)));
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
}
