package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.jenkins.plugins.volumetransfer.engine.PodWarning;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what passes by itself within seconds is told only if it lasts. */
class PodWarningsTest {
  private static final String RACE =
      "MountVolume.SetUp failed for volume \"config\" : failed to sync configmap cache: timed out";

  @ParameterizedTest
  @DisplayName("a race between a node and what it has yet to hear of passes")
  @ValueSource(
      strings = {
        RACE,
        "failed to sync secret cache: timed out waiting for the condition",
        "no relationship found between node 'a' and this object",
        "object \"app-3\"/\"vt-x\" not registered"
      })
  void passes(String message) {
    assertThat(PodWarnings.passes(event(message, "2026-01-01T00:00:02Z", 2))).isTrue();
    assertThat(PodWarnings.passes(event(message, "2026-01-01T00:00:15Z", 6))).isFalse();
  }

  @Test
  @DisplayName("all else is told at once, and what passes only once it has lasted")
  void told() {
    Event device = event("no such device", "2026-01-01T00:00:00Z", 1);
    Event race = event(RACE, "2026-01-01T00:00:02Z", 2);
    Event lasting = event(RACE, "2026-01-01T00:00:15Z", 6);

    assertThat(PodWarnings.told(Stream.of(race, device)))
        .extracting(PodWarning::message)
        .containsExactly("no such device");
    assertThat(PodWarnings.told(Stream.of(lasting, device)))
        .extracting(PodWarning::message)
        .containsExactly("no such device", RACE);
  }

  @Test
  @DisplayName("an event without times passes until it has come often")
  void series() {
    Event first = new EventBuilder().withMessage(RACE).build();
    Event often =
        new EventBuilder().withMessage(RACE).withNewSeries().withCount(9).endSeries().build();

    assertThat(PodWarnings.passes(first)).isTrue();
    assertThat(PodWarnings.passes(often)).isFalse();
  }

  private static Event event(String message, String last, int count) {
    return new EventBuilder()
        .withMessage(message)
        .withFirstTimestamp("2026-01-01T00:00:00Z")
        .withLastTimestamp(last)
        .withCount(count)
        .build();
  }
}
