package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.script.Retry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A volume")
class RoomTest {
  private final RunUnderTest scene = RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(3));

  @Test
  @DisplayName("that can't fit ends the transfer at once, in the words of the script")
  void tooSmall() {
    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "volume-transfer: volume postgresql does not fit: it has at least 5.0MiB",
            "volume-transfer: volume postgresql ended with code 78"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 78),
        logEnded());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.DESTINATION_TOO_SMALL,
                "volume postgresql does not fit: it has at least 5.0MiB",
                Retry.NEVER));
  }

  @Test
  @DisplayName("that can't fit, and whose log can't be read, fails by its code")
  void withoutLog() {
    scene.when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 78), logEnded());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.DESTINATION_TOO_SMALL,
                "code 78 (The data do not fit into the destination's volume)",
                Retry.NEVER));
  }

  @Test
  @DisplayName("that may not fit is warned of, once")
  void doubtful() {
    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "volume-transfer: volume postgresql may not fit: it has at least 5.0MiB"),
        logged(
            "volume-transfer: volume postgresql begins",
            "volume-transfer: volume postgresql may not fit: it has at least 5.0MiB",
            "  1,024  0%    1.00MB/s    0:00:01 (xfr#1, to-chk=3/7)"));

    assertThat(scene.allActions())
        .containsOnlyOnce(
            new Action.Announce(
                new Announcement.Warning(
                    scene.transfer(), "volume postgresql may not fit: it has at least 5.0MiB")));
  }
}
