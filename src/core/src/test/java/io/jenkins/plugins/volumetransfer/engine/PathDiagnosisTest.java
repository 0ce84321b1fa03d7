package io.jenkins.plugins.volumetransfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: a path that leads nowhere is told as the user wrote it, never as a container has it. */
class PathDiagnosisTest {
  private static final Transfer THREE =
      Transfer.of(
              SpecReader.read(
                  """
                  source: {namespace: a}
                  destination: {namespace: b}
                  podPer: NAMESPACE
                  volumes:
                  - {from: one, fromPath: no/such, toPath: x}
                  - {from: two, fromPath: other}
                  - {from: three}
                  """))
          .get(0);

  private static String message(Reason reason, RsyncLog log) {
    Failure seen =
        new Failure(reason, "it said: /volume-transfer/volumes/v/no/such is no directory");
    return PathDiagnosis.named(THREE, log, seen).message();
  }

  @Test
  @DisplayName("the volume that said so is named by its field and its claim")
  void told() {
    String second = THREE.volumes().get(1).name();
    RsyncLog log =
        RsyncLog.empty()
            .with("volume-transfer: volume " + second + " begins")
            .with("volume-transfer: volume " + second + " ended with code 72");

    assertThat(log.volume(second).orElseThrow().exitCode()).hasValue(72);
    assertThat(message(Reason.SOURCE_MISSING, log))
        .isEqualTo(
            "`fromPath: other` of the source claim a/two: there is no such directory, or a link"
                + " leads out of the claim; correct it (code 72)");
  }

  @Test
  @DisplayName("where none said so, all that can be meant are")
  void notTold() {
    assertThat(message(Reason.SOURCE_MISSING, RsyncLog.empty()))
        .startsWith(
            "`fromPath: no/such` of the source claim a/one, or `fromPath: other` of the source"
                + " claim a/two: there is no such directory");
    assertThat(message(Reason.DESTINATION_UNUSABLE, RsyncLog.empty()))
        .startsWith("`toPath: x` of the destination claim b/one: the directory can't be made")
        .endsWith("(code 73)");
  }

  @Test
  @DisplayName("other failures stay as they are")
  void others() {
    assertThat(message(Reason.RSYNC_FAILED, RsyncLog.empty())).startsWith("it said: ");
  }
}
