package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a run's figures where a monitoring system reads them. Method: two claims, one fails. */
@DisplayName("The metrics of a run")
class MetricsReportTest {
  @Test
  @DisplayName("have each figure once, in the OpenMetrics text format")
  void figures(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("run.prom");
    Typed typed = Typed.into(new FakeCluster().endsWith("b", 11));

    typed.run("transfer", "--from=a/b", "--to=c/b", "--from=a/e", "--to=c/e", "--metrics=" + file);

    String text = Files.readString(file);
    assertThat(text.lines())
        .as(text)
        .contains(
            "# TYPE volume_transfer_success gauge",
            "volume_transfer_success{transfer=\"b\"} 0.0",
            "volume_transfer_success{transfer=\"e\"} 1.0",
            "volume_transfer_attempts{transfer=\"e\"} 1.0")
        .endsWith("# EOF");
    assertThat(text)
        .containsPattern("volume_transfer_run_info\\{id=\"[a-z0-9]+\"} 1")
        .containsPattern("volume_transfer_failed_attempts\\{reason=\"[A-Z_]+\",transfer=\"b\"} 1")
        .containsPattern(
            "volume_transfer_phase_seconds\\{phase=\"copying\",transfer=\"e\"} [0-9.]+")
        .containsPattern("volume_transfer_sent_bytes\\{from=\"a/e\",to=\"c/e\"} [0-9.]+")
        .containsPattern("volume_transfer_run_duration_seconds [0-9.]+");
    assertThat(typed.out() + typed.err()).contains("metrics: " + file);
  }

  @Test
  @DisplayName("tell how many paths differ of what was verified, 0 too, and of nothing else")
  void verified() throws IOException {
    List<Transfer> transfers =
        Transfer.of(
            SpecReader.read(
                "volumes: [{from: a/x, to: b/same}, {from: a/y, to: b/other}, {from: a/z, to: b/not}]"));
    History history =
        History.of(new RunId("r1"), transfers, Typed.NOW)
            .ended(
                new RunResult(
                    new RunId("r1"),
                    List.of(
                        ended(transfers.get(0), verified("same", 0)),
                        ended(transfers.get(1), verified("other", 7)),
                        ended(transfers.get(2), RsyncLog.empty()))),
                Typed.NOW);

    assertThat(MetricsReport.of(history).lines())
        .filteredOn(line -> line.startsWith("volume_transfer_different_entries{"))
        .containsExactlyInAnyOrder(
            "volume_transfer_different_entries{from=\"a/x\",to=\"b/same\"} 0.0",
            "volume_transfer_different_entries{from=\"a/y\",to=\"b/other\"} 7.0");
  }

  private static RsyncLog verified(String volume, int changed) {
    return RsyncLog.empty()
        .with("volume-transfer: volume " + volume + " begins")
        .with(
            "volume-transfer: volume %s verified: 9 entries, 8 bytes, 3 s; %s changed, 0 missing,"
                    .formatted(volume, changed)
                + " 0 additional, 0 left alone; not compared: ");
  }

  private static TransferResult ended(Transfer transfer, RsyncLog log) {
    return new TransferResult(
        transfer,
        new Endpoint.ClusterIp(),
        Optional.empty(),
        List.of(),
        log,
        Typed.NOW,
        Typed.NOW,
        List.of());
  }
}
