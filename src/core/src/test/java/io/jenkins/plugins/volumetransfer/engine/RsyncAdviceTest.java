package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.script.Retry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What rsync complained about tells what to change")
class RsyncAdviceTest {
  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "23|rsync: [generator] recv_generator: mkdir \"/.snapshot/hourly\" (in postgresql) failed: Read-only"
            + " file system (30)|DESTINATION_READ_ONLY|leave it out by `excludes: [/.snapshot]`",
        "81|rsync: [receiver] mkstemp \"/.zfs/x/.y.Ab12\" (in postgresql) failed: Read-only file system"
            + " (30)|DESTINATION_READ_ONLY|`excludes: [/.zfs]`",
        "23|rsync: [sender] opendir \"/volume-transfer/volumes/postgresql/.snapshot\" failed: Permission"
            + " denied (13)|RSYNC_FAILED|`excludes: [/.snapshot]`",
        "81|rsync: [receiver] write failed on \"/base/1\" (in postgresql): Read-only file system"
            + " (30)|DESTINATION_READ_ONLY|look at its PersistentVolume",
        "23|ERROR: module is read only|DESTINATION_READ_ONLY|look at its PersistentVolume",
        "23|rsync: [generator] chown \"/base\" (in postgresql) failed: Operation not permitted"
            + " (1)|RSYNC_FAILED|set `nonRoot: true`, or export it with `no_root_squash`",
        "81|rsync: [receiver] write failed on \"/base/1\" (in postgresql): No space left on device"
            + " (28)|NO_SPACE|make the claim larger",
        "81|rsync: [receiver] write failed on \"/base/1\" (in postgresql): Disk quota exceeded"
            + " (122)|NO_SPACE|make the claim larger",
        "81|rsync: [receiver] write failed on \"/base/1\" (in postgresql): Input/output error"
            + " (5)|DESTINATION_UNWRITABLE|Input/output error (5)",
      })
  void told(int code, String complaint, Reason reason, String advice) {
    Failure failure = ended(code, complaint);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.retry()).isEqualTo(Retry.NEVER);
    assertThat(failure.message()).contains(advice);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"true", "false"})
  @DisplayName("holes that have filled a destination are to stay holes")
  void holes(boolean holes) {
    String message =
        ended(
                81,
                "rsync: [receiver] write failed on \"/disk\" (in postgresql): No space left on device (28)",
                holes
                    ? "volume-transfer: volume postgresql has files with holes, which the copy wrote"
                    : "volume-transfer: volume other has files with holes, which the copy wrote")
            .message();

    assertThat(message.contains("set `sparse: true`")).isEqualTo(holes);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1000 of 4000 bytes free and 900 of 900 inodes, true",
    "4000 of 4000 bytes free and 200 of 900 inodes, true",
    "3900 of 4000 bytes free and 0 of 0 inodes, false",
    "unknown, false"
  })
  @DisplayName("what was at a full destination may be deleted first")
  void deletions(String room, boolean told) {
    Failure failure =
        ended(
            11,
            "volume-transfer: volume postgresql room: " + room.replace(" and", ","),
            "deleting old",
            "rsync: [receiver] write failed on \"/new\" (in postgresql): No space left on device (28)");

    assertThat(failure.reason()).isEqualTo(Reason.NO_SPACE);
    assertThat(failure.message().contains("set `rsyncOptions: [--delete-before]`")).isEqualTo(told);
  }

  @ParameterizedTest(name = "{0} characters")
  @CsvSource({"10", "4000"})
  @DisplayName("a long path does not cut off the reason")
  void longPath(int length) {
    Failure failure =
        ended(
            23,
            "rsync: [generator] recv_generator: mkdir \"/"
                + "x".repeat(length)
                + "\" (in postgresql) failed: File name too long (36)");

    assertThat(failure.message()).contains("mkdir \"/x", "failed: File name too long (36)");
  }

  private static Failure ended(int code, String... lines) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(3));
    scene.when(logged("volume-transfer: volume postgresql begins"));
    String[] all = new String[lines.length + 1];
    all[0] = "volume-transfer: volume postgresql begins";
    System.arraycopy(lines, 0, all, 1, lines.length);
    scene.when(logged(all), podRunning(SOURCE).ended(Diagnosis.RSYNC, code), logEnded());
    return scene.cleanedUp().failure().orElseThrow();
  }
}
