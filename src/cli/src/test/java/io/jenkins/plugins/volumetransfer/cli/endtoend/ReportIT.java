package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.cli.JsonLines;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A run of two claims, of which one fails, told in each form that there is. */
@Tag("exhaustive")
class ReportIT {
  private static final Path HTML = Path.of("target/report-it.html");
  private static final Path JUNIT = Path.of("target/report-it.xml");

  @Test
  @DisplayName("JSON lines, JUnit XML and the page tell the same, with the logs of all containers")
  void reports() throws Exception {
    Files.deleteIfExists(HTML);
    Files.deleteIfExists(JUNIT);
    try (TestBed bed = TestBed.open()) {
      String source = bed.createNamespace("source");
      String destination = bed.createNamespace("destination");
      for (String claim : List.of("good", "bad")) {
        bed.createClaim(source, claim);
        bed.createClaim(destination, claim);
        bed.onClaim(source, claim, "head --bytes=3M /dev/zero >\"$1/zero\"; echo 1 >\"$1/name\"");
      }
      bed.onClaim(destination, "bad", "mkdir \"$1/name\"; echo precious >\"$1/name/file\"");

      Outcome outcome =
          VolumeTransferCommand.run(
              bed.kubeconfig(),
              List.of(
                  "transfer",
                  "--source-namespace=" + source,
                  "--destination-namespace=" + destination,
                  "--from=good",
                  "--from=bad",
                  "--no-delete",
                  "--image=" + bed.image(),
                  "--output=json",
                  "--report-junit=" + JUNIT,
                  "--report-html=" + HTML));

      assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(3);
      assertThat(bed.leftovers(source, destination)).isEmpty();
      assertEvents(JsonLines.read(outcome.output()));
      assertJunit(source + "/bad -> " + destination + "/bad");
      assertPage();
    }
  }

  private static void assertEvents(List<JsonNode> events) {
    // Before the run begins, there may be warnings of a server that is slow to answer.
    List<String> names =
        events.stream()
            .dropWhile(event -> event.path("transfer").asText("-").isEmpty())
            .map(event -> event.path("event").asText())
            .toList();
    assertThat(names)
        .startsWith("runBegan")
        .contains("phaseChanged", "progress", "attemptFailed", "log", "transferEnded")
        .endsWith("result");
    assertThat(events.stream().filter(event -> event.path("event").asText().equals("log")))
        .as("two claims, two sides, two containers")
        .hasSize(8)
        .allSatisfy(log -> assertThat(log.path("lines")).as(log.toString()).isNotEmpty());
  }

  private static void assertJunit(String failed) throws Exception {
    Document report =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(JUNIT.toFile());
    assertThat(report.getElementsByTagName("testcase").getLength()).isEqualTo(2);
    assertThat(report.getElementsByTagName("failure").getLength()).isEqualTo(1);
    Element failure = (Element) report.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("RSYNC_FAILED");
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo(failed);
  }

  private static void assertPage() throws Exception {
    assertThat(Files.readString(HTML))
        .contains("<h1>1 of 2 transfers succeeded</h1>")
        .contains("RSYNC_FAILED", "stunnel of the destination", "Rate over time, highest")
        .containsPattern("LOG5\\[\\d+\\]")
        .doesNotContain("PRIVATE KEY", "BEGIN CERTIFICATE", "<script");
  }
}
