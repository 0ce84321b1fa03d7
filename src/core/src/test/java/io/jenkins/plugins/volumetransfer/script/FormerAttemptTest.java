package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: what a former attempt left on the shared volume changes nothing. Method: real containers,
 * started on files that others have left there.
 */
@DisplayName("A former attempt")
@Tag("integration")
class FormerAttemptTest {
  private final TransferPods pods = new TransferPods().volume("data", "");

  @AfterEach
  void end() {
    pods.close();
  }

  @Test
  @DisplayName("that left the done file of rsync does not end the stunnel container")
  void rsyncDone() {
    pods.ipcFile("rsync-client-container-done", "0\n");
    pods.startDestination();

    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    stunnel.awaitLog("Configuration successful");
    assertThat(pods.ipcFile("rsync-client-container-done")).isEmpty();

    assertThat(pods.start(Script.SOURCE_RSYNC).exitCode()).isZero();
    assertThat(stunnel.exitCode()).isZero();
  }

  @Test
  @DisplayName("that left the done file of stunnel does not end an rsync container started again")
  void stunnelDone() {
    pods.ipcFile("rsync-client-container-started", "started\n");
    pods.ipcFile("stunnel-container-done", "69\n");
    pods.startDestination();

    Container rsync = pods.start(Script.SOURCE_RSYNC);
    Container.awaitTrue(() -> pods.ipcFile("stunnel-container-done").isEmpty());
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);

    assertThat(rsync.exitCode()).as(rsync.log()).isZero();
    assertThat(stunnel.exitCode()).isZero();
  }

  @Test
  @DisplayName("that failed at both ends can be followed by one that succeeds")
  void bothAgain() {
    pods.shimTunnel().shim("rsync", "sleep 600");
    Container formerStunnel = pods.start(Script.SOURCE_STUNNEL);
    Container formerRsync = pods.start(Script.SOURCE_RSYNC);
    formerRsync.awaitLog("begins");
    formerRsync.kill();
    assertThat(formerStunnel.exitCode()).isEqualTo(67);
    formerStunnel.kill();
    pods.withoutShims().startDestination();

    Container rsync = pods.start(Script.SOURCE_RSYNC);
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);

    assertThat(rsync.exitCode()).as(rsync.log()).isZero();
    assertThat(stunnel.exitCode()).isZero();
  }
}
