package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.progress.ProblemKind;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.Statistic;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: output that reads like rsync's. Method: our own reader of rsync's output reads it. */
class RsyncOutputTest {
  private static final RsyncOutput OUTPUT = new RsyncOutput(1_000_000_000, Duration.ofMinutes(10));

  @Test
  @DisplayName("an update says how much has been copied")
  void progress() {
    VolumeProgress volume = read(List.of(OUTPUT.progress(40)));

    assertThat(volume.bytesTransferred()).isEqualTo(400_000_000);
    assertThat(volume.percent()).isEqualTo(40);
    assertThat(volume.files().transferred()).isEqualTo(400);
  }

  @Test
  @DisplayName("the statistics at the end agree with the copy")
  void statistics() {
    VolumeProgress volume = read(OUTPUT.statistics());

    assertThat(volume.statistics()).isPresent();
    assertThat(volume.statistics().get().value(Statistic.TOTAL_FILE_SIZE_BYTES))
        .hasValue(1_000_000_000);
    assertThat(volume.statistics().get().value(Statistic.REGULAR_FILES)).hasValue(1_000);
  }

  @Test
  @DisplayName("a code of rsync's own is explained, the end by a signal is not")
  void complaint() {
    assertThat(read(RsyncOutput.complaint(23)).problems().verdict().orElse(""))
        .contains("(code 23)");
    assertThat(RsyncOutput.complaint(24)).first().asString().startsWith("rsync warning: ");
    assertThat(RsyncOutput.complaint(137)).isEmpty();
    assertThat(read(RsyncOutput.complaint(11)).problems().count(ProblemKind.NO_SPACE)).isZero();
  }

  private static VolumeProgress read(List<String> lines) {
    RsyncLog log = RsyncLog.empty().with("volume-transfer: volume data begins");
    for (String line : lines) {
      log = log.with(line);
    }
    return log.volume("data").orElseThrow();
  }
}
