package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the code of a container is rsync's own, or the signal's. Method: a tunnel that answers at
 * once, and an rsync of a few lines.
 */
@DisplayName("The exit code of the rsync container")
@Tag("integration")
class RsyncEndTest {
  private final TransferPods pods =
      new TransferPods().volume("data", "").shimTunnel().shimStunnelContainer();

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {1, 11, 12, 23, 24, 35})
  @DisplayName("is that of rsync")
  void passesThrough(int code) {
    pods.shim("rsync", "exit " + code);

    assertThat(pods.start(Script.SOURCE_RSYNC).exitCode()).isEqualTo(code);
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo(String.valueOf(code));
    assertThat(pods.result()).containsExactly("data " + code);
  }

  @Test
  @DisplayName("is the first that is not 0, when several volumes are copied")
  void firstFailure() {
    pods.volume("b", "").volume("c", "").volume("d", "");
    pods.shim("rsync", "case ${!#} in */b) exit 23 ;; */c) exit 11 ;; esac");

    assertThat(pods.start(Script.SOURCE_RSYNC).exitCode()).isEqualTo(23);
    assertThat(pods.result()).containsExactly("data 0", "b 23", "c 11", "d 0");
  }

  @Test
  @DisplayName("is 137 when rsync was killed")
  void killed() {
    pods.shim("rsync", "echo runs; kill -s KILL $$");

    Container container = pods.start(Script.SOURCE_RSYNC);

    assertThat(container.exitCode()).isEqualTo(137);
    assertThat(pods.result()).containsExactly("data 137");
    assertThat(container.log()).contains("runs\n");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"TERM, 143", "INT, 130"})
  @DisplayName("is that of the signal, after rsync was stopped")
  void signalled(String signal, int code) {
    pods.shim(
        "rsync",
        "trap 'echo stopped; exit 20' TERM",
        "echo runs; sleep 600 >/dev/null 2>&1 & wait");
    Container container = pods.start(Script.SOURCE_RSYNC);
    container.awaitLog("runs");

    container.signal(signal);

    assertThat(container.exitCode()).isEqualTo(code);
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo(String.valueOf(code));
    assertThat(pods.result()).containsExactly("data " + code);
    assertThat(container.log())
        .containsSubsequence("stopped", "volume data ended with code " + code);
  }

  @Test
  @DisplayName("is that of the signal, even if rsync will not stop by itself")
  void stubborn() {
    pods.shim("rsync", "trap '' TERM", "echo runs; sleep 600 >/dev/null 2>&1 & wait");
    Container container = pods.start(Script.SOURCE_RSYNC);
    container.awaitLog("runs");

    container.signal("TERM");

    assertThat(container.exitCode()).isEqualTo(143);
    assertThat(container.processes("rsync")).isEmpty();
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo("143");
  }

  @Test
  @DisplayName("is 143 when it was told to stop while it waits for the tunnel")
  void signalledBefore() {
    pods.shim("nc", "exec tail --follow /dev/null");
    Container container = pods.start(Script.SOURCE_RSYNC);
    await().until(() -> !container.processes("tail").isEmpty());

    container.signal("TERM");

    assertThat(container.exitCode()).isEqualTo(143);
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo("143");
    assertThat(pods.result()).isEmpty();
    assertThat(container.processes("sleep")).isEmpty();
  }
}
