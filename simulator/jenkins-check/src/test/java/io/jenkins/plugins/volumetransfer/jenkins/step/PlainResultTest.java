package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.jenkins.page.Runs;
import io.jenkins.plugins.volumetransfer.progress.LogDigest;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.report.history.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: a transfer that had ended before Jenkins died has the same figures afterwards. */
class PlainResultTest {
  private final History run = Runs.succeeded("r1", 30);
  private final TransferResult end = withLog(run.transfers().get(0).result().orElseThrow());

  @Test
  @DisplayName("what is saved of an end has its figures, those of deletions too")
  void figures() {
    Map<String, Object> plain = PlainResult.of(TransferReport.of(end));

    Map<String, Object> again = PlainResult.of(TransferReport.of(read(plain)));

    assertThat(again)
        .containsEntry("bytesTransferred", 2048L)
        .containsEntry("filesTransferred", 3L)
        .containsEntry("entriesDeleted", 7L)
        .containsEntry("durationSeconds", plain.get("durationSeconds"));
  }

  @Test
  @DisplayName("an earlier version did not save deletions")
  void earlier() {
    Map<String, Object> plain = new HashMap<>(PlainResult.of(TransferReport.of(end)));
    ((List<?>) plain.get("volumes"))
        .forEach(volume -> ((Map<?, ?>) volume).remove("entriesDeleted"));

    assertThat(TransferReport.of(read(plain)).deleted()).isZero();
  }

  private TransferResult read(Map<String, Object> plain) {
    return PlainResult.read(plain, run, run.transfers().get(0));
  }

  private static TransferResult withLog(TransferResult result) {
    String volume = result.transfer().volumes().get(0).name();
    return new TransferResult(
        result.transfer(),
        result.endpoint(),
        result.failure(),
        result.attempts(),
        LogDigest.read(LogDigest.lines(volume, 2048, 3, 7)),
        result.started(),
        result.ended(),
        result.leftBehind());
  }
}
