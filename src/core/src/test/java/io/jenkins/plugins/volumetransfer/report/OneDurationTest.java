package io.jenkins.plugins.volumetransfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.html.HtmlReport;
import io.jenkins.plugins.volumetransfer.report.junit.JunitReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: one duration for one run, whoever tells it. Method: a run that looked around for a while.
 */
class OneDurationTest {
  @Test
  @DisplayName("text, JSON, JUnit and HTML say the same duration of a run")
  void same() throws IOException {
    List<Transfer> transfers = List.of(Results.transfer("one"));
    Instant before = Results.STARTED.minusSeconds(30);
    History history =
        History.of(Results.RUN, transfers, before)
            .ended(
                new RunResult(Results.RUN, List.of(Results.succeeded("one"))),
                Results.STARTED.plusSeconds(100));
    RunReport report = RunReport.of(history.result().orElseThrow());
    Duration duration = report.duration();
    StringBuilder page = new StringBuilder();
    HtmlReport.write(history, Advice.PLAIN, page);

    assertThat(duration).isPositive().isLessThan(Duration.ofSeconds(60));
    String seconds = "%d.%03d".formatted(duration.toSeconds(), duration.toMillisPart());
    assertThat(JunitReport.of(history))
        .containsPattern("<testsuites [^>]*time=\"" + seconds + "\"");
    assertThat(
            new JsonEvents(Results.RUN, transfers)
                .result(report, Results.STARTED)
                .path("durationSeconds")
                .asDouble())
        .isEqualTo(duration.toMillis() / 1e3);
    assertThat(page)
        .contains(
            "<dt>Took</dt><dd>%d.%d s</dd>"
                .formatted(duration.toSeconds(), duration.toMillisPart() / 100));
    assertThat(TextSummary.lines(report, Advice.PLAIN))
        .anyMatch(
            line ->
                line.contains(
                    "0:00:" + (duration.toSeconds() < 10 ? "0" : "") + duration.toSeconds()));
  }
}
