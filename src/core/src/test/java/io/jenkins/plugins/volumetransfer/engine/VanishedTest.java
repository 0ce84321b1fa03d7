package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws S1 and S2: 24 is a success for none but who has asked for that. */
@DisplayName("A transfer of which files vanished")
class VanishedTest {
  private static final TransferSpec ACCEPTING =
      RunUnderTest.withRetries(0)
          .withRsync(
              SpecReader.read("{volumes: [{from: a/b, to: c/d}], acceptVanished: true}").rsync());

  @ParameterizedTest(name = "accepted {0}, verified {1}: {2} {3} is {4}")
  @CsvSource({
    "true, false, 24, 24, ",
    "true, false, 0, 0, ",
    "false, false, 24, 24, SOURCE_CHANGED",
    "true, true, 24, 24 verified, ",
    "true, true, 24, 24, RESULT_INCOMPLETE",
    "true, false, 24, '', RESULT_INCOMPLETE",
    "true, false, 24, 23, RESULT_INCOMPLETE",
    "true, false, 23, 24, RSYNC_FAILED",
    "true, true, 76, 76, DIFFERENT"
  })
  void judged(boolean accepted, boolean verify, int code, String result, String reason) {
    TransferSpec spec = accepted ? ACCEPTING : RunUnderTest.withRetries(0);
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, spec.withVerify(verify));

    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, code, "Error", "postgresql " + result + "\n"),
        logEnded());

    assertThat(scene.cleanedUp().failure().map(why -> why.reason().name()))
        .isEqualTo(Optional.ofNullable(reason));
  }

  @Test
  @DisplayName("and that accepts it says how many")
  void counted() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ACCEPTING);

    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "file has vanished: \"/volume-transfer/volumes/postgresql/a (28)\"",
            "directory has vanished: \"/volume-transfer/volumes/postgresql/b\"",
            "volume-transfer: volume postgresql ended with code 24"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 24, "Error", "postgresql 24\n"),
        logEnded());

    assertThat(scene.told())
        .anyMatch(
            line ->
                line.contains(
                    "volume postgresql: 2 files vanished at the source while it was copied, and"
                        + " are accepted"));
    assertThat(scene.cleanedUp().failure()).isEmpty();
  }
}
