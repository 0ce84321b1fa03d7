package io.jenkins.plugins.volumetransfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.report.history.Histories;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.html.HtmlReport;
import io.jenkins.plugins.volumetransfer.report.junit.JunitReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: the same figures of a run, whoever tells them. Method: a run that looked around for a
 * while; and one of which a transfer copies, deletes and loses files, and another fails twice.
 */
@DisplayName("Text, JSON, JUnit and HTML")
class FiguresTest {
  @Test
  @DisplayName("say the same duration of a run")
  void duration() throws IOException {
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

  @Test
  @DisplayName("say the same figures of each transfer")
  void figures() throws IOException {
    History history =
        Histories.partly()
            .ended(
                new RunResult(Results.RUN, List.of(Results.deleted("one"), Results.failed("two"))),
                Results.STARTED.plusSeconds(60));
    RunReport report = RunReport.of(history.result().orElseThrow());
    String text = String.join("\n", TextSummary.lines(report, Advice.PLAIN));
    JsonNode json = JsonResult.of(report).path("transfers");
    String junit = JunitReport.of(history);
    StringBuilder page = new StringBuilder();
    HtmlReport.write(history, Advice.PLAIN, page);

    assertThat(report.transfers()).extracting(TransferReport::deleted).anyMatch(n -> n > 0);
    assertThat(report.transfers()).extracting(TransferReport::attempts).anyMatch(n -> n > 1);
    for (int i = 0; i < report.transfers().size(); i++) {
      TransferReport each = report.transfers().get(i);
      JsonNode told = json.get(i);
      assertThat(told.path("bytes").asLong()).isEqualTo(each.bytes());
      assertThat(told.path("files").asLong()).isEqualTo(each.files());
      assertThat(told.path("deleted").asLong()).isEqualTo(each.deleted());
      assertThat(told.path("attempts").asInt()).isEqualTo(each.attempts());
      assertThat(told.path("failure").path("reason").asText())
          .isEqualTo(each.failure().map(why -> why.reason().name()).orElse(""));

      String files = String.format(Locale.ROOT, "%,d", each.files());
      assertThat(text)
          .containsPattern(
              each.name()
                  + " +\\w+ +"
                  + Pattern.quote(ByteSize.text(each.bytes()))
                  + " +"
                  + files
                  + " +"
                  + each.deleted()
                  + " .* "
                  + each.attempts()
                  + "(\n|$)");
      assertThat(junit)
          .contains(
              "sent %d bytes in %d files, deleted %d entries"
                  .formatted(each.bytes(), each.files(), each.deleted()));
      String pair = each.result().transfer().volumes().get(0).pair().toString();
      String row =
          page.substring(
              page.indexOf(">" + pair.replace("->", "→") + "<"),
              page.indexOf("</tr>", page.indexOf(">" + pair.replace("->", "→") + "<")));
      assertThat(row)
          .contains(
              "data-name=\"Copied\">" + ByteSize.text(each.bytes()) + "<",
              "data-name=\"Files\">" + files + "<",
              "data-name=\"Deleted\">" + each.deleted() + "<",
              "data-name=\"Attempts\">" + each.attempts() + "<");
    }
  }

  @Test
  @DisplayName("say the same of a comparison")
  void verified() throws IOException {
    History history =
        History.of(Results.RUN, List.of(Results.transfer("one")), Results.STARTED)
            .ended(
                new RunResult(Results.RUN, List.of(Results.verified("one"))),
                Results.STARTED.plusSeconds(60));
    RunReport report = RunReport.of(history.result().orElseThrow());
    StringBuilder page = new StringBuilder();
    HtmlReport.write(history, Advice.PLAIN, page);
    String entries = "20,001 entries";

    assertThat(TextSummary.lines(report, Advice.PLAIN))
        .anyMatch(line -> line.startsWith("Verified, and equal: 1 volume, " + entries));
    assertThat(JsonResult.of(report).at("/transfers/0/volumes/0/verification/entries").asLong())
        .isEqualTo(20_001);
    assertThat(JunitReport.of(history)).contains("verified " + entries);
    assertThat(page).contains("equal, " + entries, "verified " + entries);
  }
}
