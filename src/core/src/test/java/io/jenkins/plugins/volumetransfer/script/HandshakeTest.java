package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: when one end of the handshake fails, the other ends too, at once and with a name for it.
 * Method: real processes, killed or misled. A fault would leave a container waiting for a minute.
 */
@DisplayName("When the other container fails,")
@Tag("integration")
class HandshakeTest {
  private TransferPods pods = TransferPods.withSlowCopy();

  @AfterEach
  void end() {
    pods.close();
  }

  @Test
  @DisplayName("a tunnel that nobody opens ends the wait: 64")
  void nobodyListens() {
    pods.sourceVariable("TUNNEL_TIMEOUT_SECONDS", "2");

    Container rsync = pods.start(Script.SOURCE_RSYNC);

    assertThat(rsync.exitCode()).isEqualTo(64);
    assertThat(rsync.log()).contains("within 2 s");
  }

  @Test
  @DisplayName("a tunnel that opens but brings no greeting ends the wait: 64")
  void silence() throws IOException {
    pods.sourceVariable("TUNNEL_TIMEOUT_SECONDS", "2");
    try (ServerSocket silent =
        new ServerSocket(pods.tunnelPort(), 50, InetAddress.getLoopbackAddress())) {
      assertThat(silent.isBound()).isTrue();

      assertThat(pods.start(Script.SOURCE_RSYNC).exitCode()).isEqualTo(64);
    }
  }

  @Test
  @DisplayName("a tunnel without a destination is not taken for ready: 64, in one container too")
  void noDestination() {
    pods.sourceVariable("TUNNEL_TIMEOUT_SECONDS", "1");

    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    Container rsync = pods.start(Script.SOURCE_RSYNC);

    assertThat(rsync.exitCode()).isEqualTo(64);
    assertThat(stunnel.exitCode()).isZero();
    stunnel.kill();
    assertThat(pods.start(Script.SOURCE_SINGLE).exitCode()).isEqualTo(64);
  }

  @Test
  @DisplayName("a stunnel that does not start is told by 68, and ends the rsync container: 65")
  void stunnelNotStarted() {
    pods.sourceStunnelConfiguration("[rsync]\nno such option = 1\n");
    Container waiting = pods.start(Script.SOURCE_RSYNC);
    Container.awaitTrue(() -> !pods.ipcFile("rsync-client-container-started").isEmpty());

    Container stunnel = pods.start(Script.SOURCE_STUNNEL);

    assertThat(stunnel.exitCode()).isEqualTo(68);
    assertThat(pods.ipcFile("stunnel-container-done")).isEqualTo("68");
    assertThat(waiting.exitCode()).isEqualTo(65);
  }

  @Test
  @DisplayName("a stunnel that had ended before the rsync container began is noticed too: 65")
  void stunnelEndedBefore() {
    pods.sourceStunnelConfiguration("[rsync]\nno such option = 1\n");
    assertThat(pods.start(Script.SOURCE_STUNNEL).exitCode()).isEqualTo(68);

    assertThat(pods.start(Script.SOURCE_RSYNC).exitCode()).isEqualTo(65);
  }

  @Test
  @DisplayName("a single container whose stunnel does not start says so: 68")
  void singleStunnelNotStarted() {
    pods.sourceStunnelConfiguration("[rsync]\nno such option = 1\n");

    assertThat(pods.start(Script.SOURCE_SINGLE).exitCode()).isEqualTo(68);
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo("68");
  }

  @Test
  @DisplayName("a stunnel that hangs at its start is killed, and told by 68")
  void stunnelHangs() {
    pods.shim("stunnel", "sleep 600").shim("timeout", "exec /usr/bin/timeout $1 0.2 \"${@:3}\"");

    Container stunnel = pods.start(Script.SOURCE_STUNNEL);

    assertThat(stunnel.exitCode()).isEqualTo(68);
    assertThat(stunnel.log()).contains("stunnel did not start: it hung");
    assertThat(stunnel.processes("sleep")).isEmpty();
  }

  @Test
  @DisplayName("a container told to stop while stunnel hangs ends with 143, and stunnel with it")
  void stoppedWhileStunnelHangs() {
    pods.shim("stunnel", "echo hangs; sleep 600");
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    stunnel.awaitLog("hangs");

    stunnel.signal("TERM");

    assertThat(stunnel.exitCode()).isEqualTo(143);
    Container.awaitTrue(() -> stunnel.processes("sleep").isEmpty());
  }

  @Test
  @DisplayName("a stunnel that dies in the copy is told by 69, and ends the rsync container")
  void stunnelDies() {
    pods.startDestination();
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    Container rsync = pods.start(Script.SOURCE_RSYNC);
    pods.awaitCopying();

    stunnel.killProcess("stunnel");

    assertThat(stunnel.exitCode()).isEqualTo(69);
    // 65, if the script was faster than rsync to notice.
    assertThat(rsync.exitCode()).isIn(10, 12, 65);
    assertThat(pods.ipcFile("rsync-client-container-done")).isIn("10", "12", "65");
  }

  @Test
  @DisplayName("a stunnel that dies in the copy ends a single container")
  void singleStunnelDies() {
    pods.startDestination();
    Container container = pods.start(Script.SOURCE_SINGLE);
    pods.awaitCopying();

    container.killProcess("stunnel");

    assertThat(container.exitCode()).isIn(10, 12, 69);
  }

  @Test
  @DisplayName("a stunnel that dies before the rsync container starts is noticed: 69")
  void stunnelDiesEarly() {
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    // The script's timer: stunnel has gone into the background, and rsync is waited for.
    Container.awaitTrue(() -> !stunnel.processes("sleep").isEmpty());

    stunnel.killProcess("stunnel");

    assertThat(stunnel.exitCode()).isEqualTo(69);
  }

  @Test
  @DisplayName("a stunnel container killed in the copy ends the rsync container")
  void stunnelContainerKilled() {
    pods.startDestination();
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    Container rsync = pods.start(Script.SOURCE_RSYNC);
    pods.awaitCopying();

    stunnel.kill();

    assertThat(rsync.exitCode()).isIn(10, 12, 65);
    assertThat(rsync.processes("rsync")).isEmpty();
  }

  @Test
  @DisplayName("its lock alone is enough to end rsync, though it still runs well: 65")
  void stunnelLockDropped() {
    pods.startDestination();
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    Container rsync = pods.start(Script.SOURCE_RSYNC);
    pods.awaitCopying();

    stunnel.killScript();

    assertThat(rsync.exitCode()).isEqualTo(65);
    assertThat(rsync.processes("rsync")).isEmpty();
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo("65");
    assertThat(pods.result()).containsExactly("data 65");
  }

  @Test
  @DisplayName("a stunnel container killed before the tunnel is ready ends the wait: 65")
  void stunnelContainerKilledEarly() {
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    stunnel.awaitLog("Configuration successful");
    pods.shim("nc", "echo asked >>" + pods.ipcDirectory().resolve("asked"));
    Container rsync = pods.start(Script.SOURCE_RSYNC);
    Container.awaitTrue(() -> pods.ipcFile("asked").contains("asked\nasked"));

    stunnel.kill();

    assertThat(rsync.exitCode()).isEqualTo(65);
  }

  @Test
  @DisplayName("an rsync container killed in the copy ends the stunnel container: 67")
  void rsyncContainerKilled() {
    pods.startDestination();
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    Container rsync = pods.start(Script.SOURCE_RSYNC);
    pods.awaitCopying();

    rsync.kill();

    assertThat(stunnel.exitCode()).isEqualTo(67);
    assertThat(pods.ipcFile("rsync-client-container-done")).isEmpty();
  }

  @Test
  @DisplayName("an rsync container told to stop in the copy ends with 143, the other with 0")
  void rsyncContainerStopped() {
    pods.startDestination();
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    Container rsync = pods.start(Script.SOURCE_RSYNC);
    pods.awaitCopying();

    rsync.signal("TERM");

    assertThat(rsync.exitCode()).isEqualTo(143);
    assertThat(rsync.processes("rsync")).isEmpty();
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo("143");
    assertThat(stunnel.exitCode()).isZero();
  }

  @Test
  @DisplayName("a stunnel container told to stop ends with 143, and the rsync container ends")
  void stunnelContainerStopped() {
    pods.startDestination();
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    Container rsync = pods.start(Script.SOURCE_RSYNC);
    pods.awaitCopying();

    stunnel.signal("TERM");

    assertThat(stunnel.exitCode()).isEqualTo(143);
    assertThat(rsync.exitCode()).isEqualTo(65);
  }
}
