package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A transfer")
class DeletionTest {
  @Test
  @DisplayName("of a source that has nothing fails at once, in the words of the script")
  void emptySource() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(3));

    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "volume-transfer: volume postgresql has nothing to copy, and its destination is not",
            "volume-transfer: volume postgresql ended with code 80"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 80),
        logEnded());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.SOURCE_EMPTY,
                "volume postgresql has nothing to copy, and its destination is not",
                Retry.NEVER));
  }

  @Test
  @DisplayName("that reaches its limit of deletions fails at once, with both numbers")
  void limit() {
    RunUnderTest scene =
        RunUnderTest.in(
            Phase.COPYING, RunUnderTest.withRetries(3).withRsync(rsync("maxDelete: 2")));

    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "deleting old/1",
            "deleting old/2",
            "cannot delete non-empty directory: old",
            "Deletions stopped due to --max-delete limit (7 skipped)",
            "volume-transfer: volume postgresql ended with code 25"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 25),
        logEnded());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.DELETE_LIMIT,
                "`maxDelete: 2` was reached at the destination of volume postgresql: 2 entries"
                    + " were deleted, at least 7 others were not; all else is copied. Raise it, or"
                    + " look for what is missing at the source",
                Retry.NEVER));
  }

  @Test
  @DisplayName("that reaches it and whose log can't be read fails by its code")
  void limitWithoutLog() {
    RunUnderTest scene =
        RunUnderTest.in(
            Phase.COPYING, RunUnderTest.withRetries(3).withRsync(rsync("maxDelete: 2")));

    scene.when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 25), logEnded());

    assertThat(scene.cleanedUp().failure().orElseThrow().toString())
        .contains("DELETE_LIMIT", "`maxDelete: 2` was reached (code 25 ");
  }

  private static RsyncOptions rsync(String field) {
    return SpecReader.read("{volumes: [{from: a/b, to: c/d}], " + field + "}").rsync();
  }
}
