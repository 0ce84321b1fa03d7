package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.script.Retry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Law S2: where verification was asked for, nothing is a success without its word. */
@DisplayName("A transfer to be verified")
class VerificationTest {
  private final RunUnderTest scene =
      RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(3).withVerify(true));

  @Test
  @DisplayName("succeeds if its volume was found equal")
  void equal() {
    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 0, "Completed", "postgresql 0 verified\n"),
        logEnded());

    assertThat(scene.cleanedUp().failure()).isEmpty();
  }

  @Test
  @DisplayName("does not succeed with a volume that is only copied")
  void onlyCopied() {
    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 0, "Completed", "postgresql 0\n"), logEnded());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.RESULT_INCOMPLETE,
                "rsync's container ended with 0, but did not report success and verification for"
                    + " postgresql"));
  }

  @Test
  @DisplayName("whose copy differs fails at once, with the counts and the first paths")
  void different() {
    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "volume-transfer: volume postgresql differs: base/1: mode 0644 at the source, 0600 at"
                + " the destination",
            "volume-transfer: volume postgresql differs: base/2: missing at the destination",
            "volume-transfer: volume postgresql verified: 12345 entries, 99 bytes, 4 s; 1 changed,"
                + " 1 missing, 0 additional, 0 left alone; not compared: owners (numericIds: false)",
            "volume-transfer: volume postgresql ended with code 76"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 76),
        logEnded());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.DIFFERENT,
                "source and destination differ after the copy: postgresql: 2 of 12,345 entries"
                    + " differ (1 changed, 1 missing, 0 only at the destination), without owners"
                    + " (numericIds: false): base/1: mode 0644 at the source, 0600 at the"
                    + " destination | base/2: missing at the destination; if nobody writes to"
                    + " either, run it again with `checksum: true`",
                Retry.NEVER));
  }

  @Test
  @DisplayName("whose log can't be read still fails by its code")
  void differentWithoutLog() {
    scene.when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 76), logEnded());

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.DIFFERENT);
  }

  @Test
  @DisplayName("of which a side can't be read whole fails at once, in the words of the script")
  void notVerified() {
    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "volume-transfer: the source's volume postgresql can't be read whole: find: x: denied"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 77),
        logEnded());

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(Reason.NOT_VERIFIED);
    assertThat(failure.retry()).isEqualTo(Retry.NEVER);
    assertThat(failure.message()).contains("can't be read whole: find: x: denied");
  }
}
