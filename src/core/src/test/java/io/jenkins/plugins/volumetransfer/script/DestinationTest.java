package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: the destination's containers end when they are told to, and tell when they should not. */
@DisplayName("A container of the destination pod")
@Tag("integration")
class DestinationTest {
  private final TransferPods pods = new TransferPods().volume("data", "some/path");

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "DESTINATION_RSYNC, 'starting, listening on port', rsync",
    "DESTINATION_STUNNEL, Configuration successful, stunnel"
  })
  @DisplayName("stops at once when told to: 143")
  void stops(Script script, String ready, String process) {
    Container container = pods.start(script);
    container.awaitLog(ready);

    container.signal("TERM");

    assertThat(container.exitCode()).isEqualTo(143);
    assertThat(container.processes(process)).isEmpty();
  }

  @Test
  @DisplayName("that lost its rsync daemon ends with the daemon's code")
  void daemonKilled() {
    Container container = pods.start(Script.DESTINATION_RSYNC);
    container.awaitLog("listening");

    container.killProcess("rsync");

    assertThat(container.exitCode()).isEqualTo(137);
  }

  @Test
  @DisplayName("whose rsync daemon ended without an error tells that: 74")
  void daemonEnded() {
    Container container = pods.shim("rsync", "exit 0").start(Script.DESTINATION_RSYNC);

    assertThat(container.exitCode()).isEqualTo(74);
  }

  @Test
  @DisplayName("that lost its stunnel, or could not start it, ends: 69")
  void stunnelEnded() {
    Container container = pods.start(Script.DESTINATION_STUNNEL);
    container.awaitLog("Configuration successful");
    container.killProcess("stunnel");
    assertThat(container.exitCode()).isEqualTo(69);

    pods.destinationStunnelConfiguration("foreground = yes\n[rsync]\nno such option = 1\n");
    assertThat(pods.start(Script.DESTINATION_STUNNEL).exitCode()).isEqualTo(69);
  }

  @Test
  @DisplayName("that can't make a sub-path names the volume: 73")
  void unusable() {
    TextFiles.write(pods.destinationDirectory("data").getParent(), "a file in the way");

    Container container = pods.start(Script.DESTINATION_RSYNC);

    assertThat(container.exitCode()).isEqualTo(73);
    assertThat(container.log()).contains("claim of volume data");
  }
}
