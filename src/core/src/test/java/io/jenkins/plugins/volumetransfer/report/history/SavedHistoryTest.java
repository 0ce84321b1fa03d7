package io.jenkins.plugins.volumetransfer.report.history;

import static io.jenkins.plugins.volumetransfer.report.Results.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.JsonResult;
import io.jenkins.plugins.volumetransfer.report.Results;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: whoever dies in the midst of a run leaves enough to tell all of it, and not much. */
class SavedHistoryTest {
  private static List<Transfer> transfers(History history) {
    return history.transfers().stream().map(TransferHistory::transfer).toList();
  }

  private static History again(History history) {
    return SavedHistory.read(SavedHistory.text(history), history.run(), transfers(history))
        .orElseThrow();
  }

  private static History began(Endpoint endpoint, String... names) {
    List<Transfer> transfers = Stream.of(names).map(Results::transfer).toList();
    return History.of(Results.RUN, transfers, STARTED)
        .with(new Announcement.RunBegan(Results.RUN, transfers, Optional.of(endpoint)), STARTED);
  }

  @Test
  @DisplayName("phases, failures, warnings and results come back as they were")
  void whole() {
    History before = Histories.partly();
    History after = again(before);

    assertThat(after.started()).isEqualTo(before.started());
    assertThat(after.latest()).isEqualTo(before.latest());
    for (int i = 0; i < before.transfers().size(); i++) {
      TransferHistory was = before.transfers().get(i);
      TransferHistory is = after.transfers().get(i);
      assertThat(is.phases()).isEqualTo(was.phases());
      assertThat(is.failures()).isEqualTo(was.failures());
      assertThat(is.remarks()).isEqualTo(was.remarks());
      assertThat(is.result().orElseThrow().failure())
          .isEqualTo(was.result().orElseThrow().failure());
    }
  }

  @Test
  @DisplayName("the report of a run that goes on is that of one that was never interrupted")
  void report() {
    History before =
        began(new Endpoint.ClusterIp(), "one")
            .with(new Announcement.PhaseChanged("one", Phase.COPYING, 1), STARTED)
            .with(new Announcement.TransferEnded(Results.succeeded("one")), STARTED);
    History after = again(before);

    assertThat(JsonResult.of(RunReport.of(after.result().orElseThrow())))
        .isEqualTo(JsonResult.of(RunReport.of(before.result().orElseThrow())));
  }

  static List<Endpoint> endpoints() {
    return List.of(
        new Endpoint.ClusterIp(),
        new Endpoint.NodePort(Optional.empty()),
        new Endpoint.NodePort(Optional.of("node-1")),
        new Endpoint.LoadBalancer(),
        new Endpoint.Route(),
        new Endpoint.Address("fd00::1", 8443));
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  @DisplayName("the endpoint that was chosen is kept")
  void endpoint(Endpoint endpoint) {
    assertThat(again(began(endpoint, "one")).endpoint()).contains(endpoint);
  }

  @Test
  @DisplayName("a process that finds its pods copying tells no phase twice, and no false rate")
  void followed() {
    History before =
        Histories.of("one")
            .with(new Announcement.PhaseChanged("one", Phase.STARTING_SOURCE, 1), STARTED)
            .with(new Announcement.PhaseChanged("one", Phase.COPYING, 1), STARTED)
            .with(Histories.progress("one", 1), STARTED.plusSeconds(10));
    Instant later = STARTED.plusSeconds(60);
    History after =
        again(before)
            .with(new Announcement.PhaseChanged("one", Phase.STARTING_SOURCE, 1), later)
            .with(new Announcement.PhaseChanged("one", Phase.COPYING, 1), later);

    assertThat(after.transfers().get(0).phases()).isEqualTo(before.transfers().get(0).phases());
    assertThat(after.transfers().get(0).curve().points())
        .containsExactly(
            before
                .transfers()
                .get(0)
                .curve()
                .points()
                .get(before.transfers().get(0).curve().points().size() - 1));
  }

  @Test
  @DisplayName("of 1,000 transfers it is small: each has its end, few their phases")
  void small() {
    String[] names = IntStream.range(0, 1_000).mapToObj(i -> "t-" + i).toArray(String[]::new);
    History history = began(new Endpoint.ClusterIp(), names);
    for (String name : names) {
      for (Phase phase : List.of(Phase.CHECKING, Phase.COPYING, Phase.CLEANING)) {
        history = history.with(new Announcement.PhaseChanged(name, phase, 1), STARTED);
      }
      history = history.with(new Announcement.TransferEnded(Results.succeeded(name)), STARTED);
    }

    assertThat(SavedHistory.text(history).length()).isLessThan(400_000);
    assertThat(again(history).result()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"started\":\"soon\"}"})
  @DisplayName("what is no history is none")
  void none(String text) {
    assertThat(SavedHistory.read(text, Results.RUN, List.of(Results.transfer("one")))).isEmpty();
  }

  @Test
  @DisplayName("a later version's phases, reasons and fields do not hinder")
  void later() {
    String text =
        """
        {"started":1,"colour":"red","transfers":{"one":{"phases":[["DREAMING",1,5],["COPYING",1,9]],
        "failures":[[1,"BAD_MOOD","it rained",7,-1]]},"unknown":{}}}
        """;
    History history =
        SavedHistory.read(text, Results.RUN, List.of(Results.transfer("one"))).orElseThrow();

    assertThat(history.transfers().get(0).phase())
        .isEqualTo(new PhaseBegin(Phase.COPYING, 1, Instant.ofEpochMilli(9)));
    assertThat(history.transfers().get(0).failures().get(0).failure().message())
        .isEqualTo("it rained");
  }
}
