package io.jenkins.plugins.volumetransfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextSummaryTest {
  @Test
  @DisplayName("a success is a row and a last line")
  void success() {
    assertThat(lines(Results.report(Results.succeeded("data"))))
        .containsExactly(
            "TRANSFER  RESULT     COPIED   FILES  DELETED  DURATION  RATE       ATTEMPTS",
            "data      succeeded  3.0 MiB  1,234  0        0:00:03   1.0 MiB/s  1",
            "",
            "The transfer succeeded: 3.0 MiB in 1,234 files, 0:00:03 (run r1, endpoint CLUSTER_IP).");
  }

  @Test
  @DisplayName("what was deleted is told, and what vanished")
  void deleted() {
    RunReport report = Results.report(Results.deleted("data"));

    assertThat(TextSummary.lines(report, Advice.PLAIN))
        .contains(
            "data      succeeded  0 B     0      3        0:00:03   -     1",
            "The transfer succeeded: 0 B in 0 files, 3 deleted at the destination, 1 vanished at the"
                + " source, 0:00:03 (run r1, endpoint CLUSTER_IP).");
    assertThat(JsonResult.of(report).path("deleted").asLong()).isEqualTo(3);
    assertThat(JsonResult.of(report).path("vanished").asLong()).isEqualTo(1);
    assertThat(JsonResult.of(report).at("/transfers/0/volumes/0/deleted").asLong()).isEqualTo(3);
  }

  @Test
  @DisplayName("what was verified is told, and what was not compared")
  void verified() {
    assertThat(lines(Results.report(Results.verified("one"), Results.verified("two"))))
        .contains(
            "Verified, and equal: 2 volumes, 40,002 entries, 10.0 MiB, in 6 s",
            "Not compared: owners (numericIds: false)");
  }

  @Test
  @DisplayName("failures follow with their reason, what was left behind with its remedy")
  void failure() {
    assertThat(
            lines(Results.report(Results.succeeded("one"), Results.failed("two", Results.SERVICE))))
        .containsExactly(
            "TRANSFER  RESULT     COPIED   FILES  DELETED  DURATION  RATE        ATTEMPTS",
            "one       succeeded  3.0 MiB  1,234  0        0:00:03   1.0 MiB/s   1",
            "two       failed     3.0 MiB  1,234  0        0:01:02   49.5 KiB/s  2",
            "",
            "two: attempt 1: CONNECTION_LOST: reset",
            "",
            "two: RSYNC_FAILED: no space left",
            "",
            "Left behind:",
            "  Service b/vt-r1-x-destination (destination)",
            "Remove it with: clean up run r1 in namespace b",
            "",
            "1 of 2 transfers succeeded, 1 failed, but something was left behind: 6.0 MiB in 2,468"
                + " files, 0:01:02 (run r1, endpoint CLUSTER_IP).");
  }

  @Test
  @DisplayName("claims that share a pod have a row each, with rsync's exit code")
  void claims() {
    Transfer both =
        Transfer.of(
                SpecReader.read(
                    """
                    podPer: NAMESPACE
                    source: {namespace: a}
                    destination: {namespace: b}
                    volumes: [{from: one}, {from: two}, {from: three}]
                    """))
            .get(0);
    TransferResult failed =
        new TransferResult(
            both,
            new Endpoint.Auto(),
            Optional.of(Results.FULL),
            List.of(Results.FULL),
            Results.log("one", 0).with("volume-transfer: volume two begins"),
            Results.STARTED,
            Results.STARTED.plusSeconds(3),
            List.of());

    assertThat(lines(Results.report(failed)))
        .startsWith(
            "TRANSFER              RESULT     COPIED   FILES  DELETED  DURATION  RATE       ATTEMPTS",
            "b                     failed     3.0 MiB  1,234  0        0:00:03   1.0 MiB/s  1",
            "  a/one -> b/one      rsync 0    3.0 MiB  1,234  0",
            "  a/two -> b/two      begun      0 B      0      0",
            "  a/three -> b/three  not begun  0 B      0      0");
  }

  @Test
  @DisplayName("of many attempts that were made again, the first are told")
  void attempts() {
    List<Failure> failures = Collections.nCopies(25, Results.FULL);
    TransferResult succeeded =
        new TransferResult(
            Results.transfer("one"),
            new Endpoint.Auto(),
            Optional.empty(),
            failures,
            Results.log("one", 0),
            Results.STARTED,
            Results.STARTED.plusSeconds(3),
            List.of());

    assertThat(lines(Results.report(succeeded)))
        .contains(
            "one: attempt 10: RSYNC_FAILED: no space left",
            "and 15 more attempts that failed and were made again")
        .noneMatch(line -> line.contains("attempt 11"));
  }

  @Test
  @DisplayName("what hits many transfers alike is said once")
  void together() {
    RunReport report =
        Results.report(
            IntStream.range(0, 7)
                .mapToObj(i -> Results.failed("t" + i))
                .toArray(TransferResult[]::new));

    assertThat(lines(report))
        .contains("t0, t1, t2, t3, t4 and 2 more: RSYNC_FAILED: no space left")
        .endsWith(
            "7 transfers failed: 21.0 MiB in 8,638 files, 0:01:02 (run r1, endpoint CLUSTER_IP).");
  }

  private static List<String> lines(RunReport report) {
    return TextSummary.lines(report, Advice.PLAIN);
  }
}
