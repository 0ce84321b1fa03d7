package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.report.history.FailedAttempt;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.PhaseBegin;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A transfer's phases, one after the other, and the moments at which its attempts failed. */
record PhaseLane(History history, TransferHistory transfer) {
  /** In pixels. */
  static final int HEIGHT = 20;

  /** In percent: what is shorter is still to be seen. */
  private static final double WIDTH_MIN = 0.3;

  List<TransferHistory.Span> spans() {
    return transfer.spans(history.latest());
  }

  /** When it no longer waited for its turn. */
  Instant begin() {
    return transfer.phases().stream()
        .filter(phase -> phase.phase() != Phase.NOT_STARTED)
        .map(PhaseBegin::at)
        .findFirst()
        .orElse(history.started());
  }

  Instant end() {
    return transfer.result().map(TransferResult::ended).orElse(history.latest());
  }

  /** As it stands in a drawing, from this height on. */
  Element drawn(TimeAxis axis, int top) {
    Element lane = Element.of("g");
    for (TransferHistory.Span span : spans()) {
      if (!span.to().isAfter(axis.from())) {
        continue;
      }
      double from = axis.percent(span.begin().at());
      double width = Math.max(WIDTH_MIN, axis.percent(span.to()) - from);
      lane =
          lane.with(
              Element.of("rect")
                  .with("class", PhaseGroup.of(span.begin().phase()).cssClass())
                  .with("x", TimeAxis.percent(from))
                  .with("y", top)
                  .with("width", TimeAxis.percent(width))
                  .with("height", HEIGHT)
                  .with(
                      Element.of("title")
                          .text(
                              "%s: %s, from %s on"
                                  .formatted(
                                      span.begin().text(),
                                      Durations.length(span.length()),
                                      PageTexts.since(history, span.begin().at())))));
    }
    for (FailedAttempt failed : transfer.failures()) {
      lane =
          lane.with(
              Element.of("rect")
                  .with("class", "failed")
                  .with("x", axis.at(failed.at()))
                  .with("y", top - 3)
                  .with("width", 3)
                  .with("height", HEIGHT + 6)
                  .with(
                      Element.of("title")
                          .text(
                              "after %s: %s"
                                  .formatted(
                                      PageTexts.since(history, failed.at()), failed.failure()))));
    }
    return lane;
  }

  /** For those who can't see the drawing. */
  String described() {
    return spans().stream()
        .map(span -> span.begin().text() + " " + Durations.length(span.length()))
        .collect(Collectors.joining("; ", "Phases: ", ""));
  }
}
