package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goal: the stunnel container may be started again at any time, as the kubelet does a sidecar. */
@DisplayName("A stunnel container that is started again")
@Tag("integration")
class SidecarTest {
  @Test
  @DisplayName("after rsync's end changes nothing and ends when it is told to")
  void afterTheEnd() {
    try (TransferPods pods = new TransferPods().volume("data", "").startDestination()) {
      Container former = startStunnel(pods);
      assertThat(pods.start(Script.SOURCE_RSYNC).exitCode()).isZero();
      assertThat(former.exitCode()).isZero();
      former.kill();

      Container next = startStunnel(pods);
      next.signal("TERM");

      assertThat(next.exitCode()).isEqualTo(143);
      assertThat(pods.result()).containsExactly("data 0");
    }
  }

  @Test
  @DisplayName("before rsync begins serves it as the first would have")
  void beforeRsync() {
    try (TransferPods pods = new TransferPods().volume("data", "").startDestination()) {
      startStunnel(pods).kill();

      Container next = startStunnel(pods);
      Container rsync = pods.start(Script.SOURCE_RSYNC);

      assertThat(rsync.exitCode()).as(rsync.log()).isZero();
      assertThat(next.exitCode()).isZero();
    }
  }

  @Test
  @DisplayName("while rsync copies does not hide from it that the tunnel died")
  void whileCopying() {
    try (TransferPods pods = TransferPods.withSlowCopy()) {
      pods.startDestination();
      Container former = startStunnel(pods);
      Container rsync = pods.start(Script.SOURCE_RSYNC);
      pods.awaitCopying();

      former.kill();
      pods.start(Script.SOURCE_STUNNEL);

      assertThat(rsync.exitCode()).as(rsync.log()).isEqualTo(65);
      assertThat(pods.result()).containsExactly("data 65");
    }
  }

  private static Container startStunnel(TransferPods pods) {
    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    stunnel.awaitLog("Configuration successful");
    return stunnel;
  }
}
