package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
