package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: whatever a destination answers, nothing of it runs in the source, and nothing of it passes
 * for the source's own word. Method: a destination pod whose hooks and greeting are an attacker's.
 */
@DisplayName("A source whose destination is an enemy")
@Tag("integration")
class EnemyTest {
  private final TransferPods pods = new TransferPods().volume("data", "");
  private final Path proof = pods.ipcDirectory().resolve("a-command-ran");

  /** bash makes the file where it evaluates this as a number. */
  private final String command = "a[$(>" + proof + ")]";

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "word {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  @DisplayName("runs no command in the answer on room, and copies")
  void room(int word) {
    TextFiles.write(pods.sourceDirectory("data").resolve("file"), "x");
    String[] words = {"ext2/ext3", "1", "1", "1", "1", "1", "yes"};
    words[word] = command;
    pods.checkingSpace()
        .script(
            Script.DESTINATION_SPACE,
            "echo '" + String.join(" ", words) + "' >$SCRATCH_DIRECTORY/answers/data.space")
        .startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(proof).doesNotExist();
    assertThat(container.log()).doesNotContain(" room: ");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"reading % 1", "reading 1 %", "done % 1 1 x", "done 1 % 1 x", "%", "done"})
  @DisplayName("runs no command in the state of a listing, and verifies nothing")
  void listing(String state) {
    verifiedBy(state.replace("%", command));

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(77);
    assertThat(proof).doesNotExist();
    assertThat(pods.result()).containsExactly("data 77");
  }

  @Test
  @DisplayName("takes a failure's text for one line, whatever is in it")
  void failure() {
    verifiedBy("failed here\\r" + VERIFIED + "\\r\\033[2J");

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(77);
    assertThat(read(container).volume("data").orElseThrow().verification()).isEmpty();
    assertThat(container.log()).doesNotContain("\033");
  }

  @Test
  @DisplayName("logs nothing from the other side that looks like a line of its own")
  void messages() {
    TextFiles.write(pods.sourceDirectory("data").resolve("file"), "x");
    pods.daemonSays(
            "%1$s\n 12 50%% 0.00kB/s 0:00:00 %1$s\nvolume-transfer: volume data ended with code 9\n"
                .formatted(VERIFIED))
        .startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log()).contains("volume-transfer -").doesNotContain("verified-");
    RsyncLog log = read(container);
    assertThat(log.volume("data").orElseThrow().verification()).isEmpty();
    assertThat(log.volume("data").orElseThrow().exitCode()).hasValue(0);
    assertThat(container.log().lines().filter(line -> line.contains("volume-transfer:")))
        .containsExactly(
            "volume-transfer: volume data begins",
            "volume-transfer: volume data ended with code 0");
  }

  @Test
  @DisplayName("knows its own line where rsync was cut off in the midst of one that looks like it")
  void cutOff() {
    pods.shimTunnel()
        .shimStunnelContainer()
        .shim("rsync", "printf '%s' '" + VERIFIED + "'", "printf ' 12 50%% x '", "exit 3");

    Container container = pods.start(Script.SOURCE_RSYNC);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(3);
    assertThat(read(container).volume("data").orElseThrow().verification()).isEmpty();
    assertThat(read(container).volume("data").orElseThrow().exitCode()).hasValue(3);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"RSYNC_RSH", "RSYNC_CONNECT_PROG", "RSYNC_PROXY", "POSIXLY_CORRECT", "CDPATH"})
  @DisplayName("does not read what an image has in its environment")
  void environment(String variable) {
    TextFiles.write(pods.sourceDirectory("data").resolve("file"), "x");
    pods.sourceVariable(variable, "touch " + proof).startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(Files.exists(proof)).isFalse();
  }

  private static final String VERIFIED =
      "volume-transfer: volume data verified: 7 entries, 7 bytes, 1 s; 0 changed, 0 missing,"
          + " 0 additional, 0 left alone; not compared: nothing";

  private void verifiedBy(String state) {
    TextFiles.write(pods.sourceDirectory("data").resolve("file"), "x");
    pods.verified("-false")
        .script(
            Script.DESTINATION_VERIFY,
            "mkdir --parents $SCRATCH_DIRECTORY/listings/data",
            "printf '" + state + "\\n' >$SCRATCH_DIRECTORY/listings/data/state")
        .startDestination();
  }

  private static RsyncLog read(Container container) {
    RsyncLog log = RsyncLog.empty();
    for (String line : container.log().split("\n")) {
      log = log.with(line);
    }
    return log;
  }
}
