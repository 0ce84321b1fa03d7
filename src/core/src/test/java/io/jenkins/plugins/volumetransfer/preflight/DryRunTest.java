package io.jenkins.plugins.volumetransfer.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: what a dry run found out is told, and never more than that. */
@DisplayName("A dry run")
class DryRunTest {
  private static final String BEGINS = "volume-transfer: volume data begins";
  private static final String ROOM =
      "volume-transfer: volume data room: 4194304 of 8388608 bytes free, 100 of 200 inodes";

  @Test
  @DisplayName(
      "that went well tells how the source reaches the destination, and what would be sent")
  void well() {
    assertThat(DryRun.findings(result("", Optional.empty(), log(2_097_152))))
        .containsExactly(
            Finding.ok(
                Finding.Subject.ENDPOINT, "data: the source reaches the destination (CLUSTER_IP)"),
            Finding.ok(
                Finding.Subject.CONTENT,
                "a/data -> b/data: 2.0 MiB in 3 of 4 files would be sent, 5 entries deleted; at the"
                    + " destination 4.0 MiB of 8.0 MiB free, 100 of 200 inodes"));
  }

  @Test
  @DisplayName("warns where more would be sent than is free, as files may be replaced")
  void more() {
    assertThat(DryRun.findings(result("", Optional.empty(), log(4_194_305))))
        .last()
        .satisfies(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Finding.Verdict.WARNING);
              assertThat(finding.text()).endsWith("it takes the place of what is there");
            });
  }

  @Test
  @DisplayName("passes on what the script doubts")
  void doubts() {
    assertThat(
            DryRun.findings(
                result(
                    "",
                    Optional.empty(),
                    log(BEGINS, "volume-transfer: volume data may not fit: it has 5 MiB"))))
        .first()
        .isEqualTo(
            Finding.warning(Finding.Subject.CONTENT, "volume data may not fit: it has 5 MiB"));
  }

  @Test
  @DisplayName("passes on what the script says of its image")
  void image() {
    assertThat(
            DryRun.findings(
                result(
                    "",
                    Optional.empty(),
                    log("volume-transfer: warning: the image's rsync 3.2.7 is unsafe", BEGINS))))
        .contains(
            Finding.warning(Finding.Subject.CONTENT, "warning: the image's rsync 3.2.7 is unsafe"));
  }

  @Test
  @DisplayName("whose log could not be read says that nothing is known")
  void withoutLog() {
    assertThat(DryRun.findings(result("", Optional.empty(), RsyncLog.empty())))
        .last()
        .isEqualTo(
            Finding.unknown(
                Finding.Subject.CONTENT,
                "a/data -> b/data: the source pod's log could not be read"));
  }

  @ParameterizedTest(name = "{0}, to the path `{1}`: {2}, {3}")
  @DisplayName("that fails fails the check, but for a directory that a transfer would make")
  @CsvSource({
    "TUNNEL_NOT_READY, '', ENDPOINT, FAILED",
    "DESTINATION_TOO_SMALL, '', CONTENT, FAILED",
    "ABORTED, '', CONTENT, FAILED",
    "DESTINATION_UNUSABLE, '', CONTENT, FAILED",
    "DESTINATION_UNUSABLE, new, CONTENT, UNKNOWN"
  })
  void fails(Reason reason, String path, Finding.Subject subject, Finding.Verdict verdict) {
    Failure failure = new Failure(reason, "words");

    assertThat(DryRun.findings(result(path, Optional.of(failure), RsyncLog.empty())))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo(subject);
              assertThat(finding.verdict()).isEqualTo(verdict);
            });
  }

  private static RsyncLog log(long sentBytes) {
    return log(
        BEGINS,
        ROOM,
        "Number of files: 6 (reg: 4, dir: 2)",
        "Number of deleted files: 5",
        "Number of regular files transferred: 3",
        "Total transferred file size: " + sentBytes + " bytes");
  }

  private static RsyncLog log(String... lines) {
    RsyncLog log = RsyncLog.empty();
    for (String line : lines) {
      log = log.with(line);
    }
    return log;
  }

  private static TransferResult result(String toPath, Optional<Failure> failure, RsyncLog log) {
    TransferSpec spec =
        TransferSpec.of(
            List.of(
                new VolumePair(new ClaimRef("a", "data", ""), new ClaimRef("b", "data", toPath))));
    return new TransferResult(
        Transfer.of(spec).get(0),
        new Endpoint.ClusterIp(),
        failure,
        failure.stream().toList(),
        log,
        Instant.EPOCH,
        Instant.EPOCH,
        List.of());
  }
}
