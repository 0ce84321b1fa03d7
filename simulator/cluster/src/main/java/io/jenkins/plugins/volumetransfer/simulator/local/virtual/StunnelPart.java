package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.time.Duration;
import java.util.Optional;

/** The stunnel container of a source pod: keeps the tunnel open while the rsync container lives. */
final class StunnelPart implements ContainerBehaviour {

  /** Beyond the tunnel's timeout; see {@code source-stunnel.sh}. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SourcePod pod;
  private Optional<VirtualContainer> container = Optional.empty();

  StunnelPart(SourcePod pod) {
    this.pod = pod;
  }

  @Override
  public void begin(VirtualContainer started) {
    container = Optional.of(started);
    if (!pod.isIpcUsable()) {
      pod.refuseWithoutIpc(started);
      return;
    }
    pod.startStunnel(started);
    started.after(pod.cast().tunnelTimeout().plus(PATIENCE), this::giveUpOnRsync);
    pod.stunnelBegan();
  }

  boolean hasBegun() {
    return container.isPresent();
  }

  private void giveUpOnRsync() {
    if (!pod.hasRsyncBegun()) {
      end(ExitCode.RSYNC_NEVER_STARTED);
    }
  }

  /** The daemon is gone, the container is not. */
  void daemonDied() {
    react(ExitCode.STUNNEL_DIED);
  }

  void rsyncVanished() {
    react(ExitCode.RSYNC_VANISHED);
  }

  /** The rsync container has told with which code it ended. */
  void rsyncEnded(int code) {
    boolean explained = code == ExitCode.SUCCESS.number() || !pod.isTunnelGone();
    react(explained ? ExitCode.SUCCESS : ExitCode.STUNNEL_DIED);
  }

  private void react(ExitCode code) {
    container.ifPresent(running -> running.after(pod.course().reaction(), () -> end(code)));
  }

  private void end(ExitCode code) {
    container.ifPresent(running -> running.end(code.number()));
  }

  @Override
  public void terminate() {
    container.ifPresent(running -> running.say(StunnelOutput.TERMINATED));
    end(ExitCode.TERM);
  }

  @Override
  public void ended(VirtualContainer.End end) {
    pod.stunnelEnded(end);
  }

  @Override
  public boolean isReady() {
    return pod.isTunnelUp();
  }
}
