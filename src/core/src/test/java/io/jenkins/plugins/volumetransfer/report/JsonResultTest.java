package io.jenkins.plugins.volumetransfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonResultTest {
  private final JsonEvents events =
      new JsonEvents(Results.RUN, List.of(Results.transfer("one"), Results.transfer("two")));

  @Test
  @DisplayName("a result tells the fate of each transfer, in numbers")
  void result() {
    JsonNode result =
        EventSchema.valid(
            events
                .result(
                    Results.report(
                        Results.succeeded("one"), Results.failed("two", Results.SERVICE)),
                    Results.STARTED)
                .put("exitCode", 3));

    assertThat(result.path("event").asText()).isEqualTo("result");
    assertThat(result.path("outcome").asText()).isEqualTo("PARTLY_SUCCEEDED");
    assertThat(result.path("durationSeconds").asDouble()).isEqualTo(62);
    assertThat(result.path("bytes").asLong()).isEqualTo(6 << 20);
    assertThat(result.path("endpoint").asText()).isEqualTo("CLUSTER_IP");
    assertThat(result.at("/leftBehind/0/kind").asText()).isEqualTo("Service");
    JsonNode one = result.at("/transfers/0");
    assertThat(one.path("succeeded").asBoolean()).isTrue();
    assertThat(one.path("attempts").asInt()).isEqualTo(1);
    assertThat(one.path("bytesPerSecond").asLong()).isEqualTo(1 << 20);
    assertThat(one.has("failure")).isFalse();
    assertThat(one.at("/volumes/0/from/path").asText()).isEqualTo("p");
    assertThat(one.at("/volumes/0/exitCode").asInt()).isZero();
    JsonNode two = result.at("/transfers/1");
    assertThat(two.at("/failure/reason").asText()).isEqualTo("RSYNC_FAILED");
    assertThat(two.path("failedAttempts")).hasSize(2);
    assertThat(two.at("/volumes/0/problemCount").asInt()).isEqualTo(1);
    assertThat(two.at("/volumes/0/problems/0").asText()).contains("No space left on device");
    assertThat(two.at("/volumes/0/verdict").asText()).contains("code 11");
  }

  @Test
  @DisplayName("a verified volume tells what was compared")
  void verified() {
    JsonNode found =
        events
            .result(Results.report(Results.verified("one")), Results.STARTED)
            .at("/transfers/0/volumes/0/verification");

    assertThat(found)
        .hasToString(
            "{\"equal\":true,\"entries\":20001,\"bytes\":5242880,\"seconds\":3,\"changed\":0,"
                + "\"missing\":0,\"additional\":0,\"leftAlone\":2,"
                + "\"notCompared\":\"owners (numericIds: false)\",\"differences\":[]}");
  }

  @Test
  @DisplayName("an announcement is one object with event, time and run")
  void phase() {
    assertThat(events.of(new Announcement.PhaseChanged("one", Phase.COPYING, 2), Results.STARTED))
        .hasToString(
            "{\"event\":\"phaseChanged\",\"time\":\"2026-01-02T03:04:05Z\",\"run\":\"r1\","
                + "\"transfer\":\"one\",\"attempt\":2,\"phase\":\"COPYING\",\"text\":\"copying\"}");
  }

  @Test
  @DisplayName("a failed attempt tells when the next one comes, if one does")
  void retry() {
    assertThat(failed(Optional.of(Duration.ofMillis(2500))).path("retryInSeconds").asDouble())
        .isEqualTo(2.5);
    assertThat(failed(Optional.empty()).has("retryInSeconds")).isFalse();
  }

  @Test
  @DisplayName("progress has an estimate of the total once rsync tells a percentage")
  void progress() {
    JsonNode progress = valid(new Announcement.Progress("one", 1, Results.log("one", 0)));

    assertThat(progress.path("bytes").asLong()).isEqualTo(3 << 20);
    assertThat(progress.path("totalBytes").asLong()).isGreaterThan(3 << 20);
    assertThat(progress.path("volume").asText()).isEqualTo("one");
  }

  private JsonNode failed(Optional<Duration> retryIn) {
    return valid(new Announcement.AttemptFailed("one", 1, Results.FULL, retryIn));
  }

  @Test
  @DisplayName("the schema knows every event")
  void schema() {
    valid(
        new Announcement.RunBegan(Results.RUN, List.of(Results.transfer("one")), Optional.empty()));
    valid(new Announcement.PhaseChanged("one", Phase.CHECKING, 0));
    valid(new Announcement.Warning("one", "odd"));
    valid(new Announcement.Logs("one", Results.containerLog(1, Side.SOURCE, "rsync")));
    valid(new Announcement.TransferEnded(Results.failed("two", Results.SERVICE)));
  }

  @Test
  @DisplayName("the schema refuses what it does not know, and what lacks a field")
  void strict() {
    ObjectNode warning = valid(new Announcement.Warning("one", "odd"));

    EventSchema.assertInvalid(warning.deepCopy().put("other", 1));
    EventSchema.assertInvalid(warning.deepCopy().without("text"));
    EventSchema.assertInvalid(warning.deepCopy().put("event", "other"));
  }

  private ObjectNode valid(Announcement announcement) {
    return EventSchema.valid(events.of(announcement, Results.STARTED));
  }
}
