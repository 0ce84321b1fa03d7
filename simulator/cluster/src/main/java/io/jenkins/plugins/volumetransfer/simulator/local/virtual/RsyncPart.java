package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.scenario.When.Point;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rsync container of a source pod: waits for the tunnel, then copies each volume. */
final class RsyncPart implements ContainerBehaviour {

  private static final long VOLUME_BYTES = 1L << 30;
  private static final int WHOLE = 100;

  private enum Phase {
    STARTING,
    ASKING,
    ANSWERED,
    COPYING,
    COPIED
  }

  private final SourcePod pod;
  private final List<String> volumes;
  private final RsyncOutput output;
  private Optional<VirtualContainer> container = Optional.empty();
  private Phase phase = Phase.STARTING;
  private boolean asksSoon;
  private int volume;
  private int firstCode;
  private Optional<ExitCode> failsToStart = Optional.empty();

  RsyncPart(SourcePod pod) {
    this.pod = pod;
    this.volumes = pod.cast().volumes();
    this.output = new RsyncOutput(VOLUME_BYTES, pod.course().copy().dividedBy(volumes.size()));
  }

  @Override
  public void begin(VirtualContainer started) {
    container = Optional.of(started);
    if (!pod.isIpcUsable()) {
      pod.refuseWithoutIpc(started);
      return;
    }
    if (pod.cast().stunnel() == PlayedPod.Stunnel.BESIDE_RSYNC) {
      pod.startStunnel(started);
    }
    pod.rsyncBegan();
  }

  /** Whether it has begun and is not about to ask for the tunnel yet. */
  boolean isStarting() {
    return container.isPresent() && !asksSoon;
  }

  void askSoon() {
    asksSoon = true;
    after(pod.course().firstQuestion(), this::ask);
  }

  private void ask() {
    if (pod.isTunnelEndTold()) {
      tunnelLost();
    }
    after(pod.cast().tunnelTimeout(), this::timeOut);
    phase = Phase.ASKING;
    pod.reach(Point.WHILE_NC_ASKS);
    tunnelMayAnswer();
  }

  private void timeOut() {
    if (phase == Phase.ASKING) {
      fail(ExitCode.TUNNEL_NOT_READY);
    }
  }

  /** The tunnel is open, or somebody asks whether it is. */
  void tunnelMayAnswer() {
    if (phase == Phase.ASKING && pod.answers()) {
      phase = Phase.ANSWERED;
      pod.reach(Point.BETWEEN_NC_AND_RSYNC);
      after(pod.course().reaction(), this::beginVolume);
    }
  }

  /** Whoever held the tunnel has ended: unseen if it left no mark before anybody looked. */
  void tunnelLost() {
    if (phase == Phase.STARTING && !pod.isTunnelEndTold()) {
      return;
    }
    after(
        pod.course().reaction(),
        () -> {
          if (phase != Phase.COPIED) {
            fail(
                pod.cast().stunnel() == PlayedPod.Stunnel.BESIDE_RSYNC
                    ? ExitCode.STUNNEL_DIED
                    : ExitCode.TUNNEL_DIED);
          }
        });
  }

  /** The destination takes no connection any more and drops all. */
  void destinationLost() {
    rsyncEnds(phase == Phase.COPYING ? ExitCode.PROTOCOL_STREAM : ExitCode.PROTOCOL_START);
  }

  private void beginVolume() {
    phase = Phase.COPYING;
    mark("begins");
    say(output.beginning());
    Optional<ExitCode> failure =
        failsToStart.or(
            () -> pod.refuses() ? Optional.of(ExitCode.PROTOCOL_START) : Optional.empty());
    failsToStart = Optional.empty();
    failure.ifPresentOrElse(this::rsyncEnds, () -> copy(volume, 0));
  }

  /** One step of the volume, if it is still being copied. */
  private void copy(int copied, int percent) {
    if (phase != Phase.COPYING || volume != copied) {
      return;
    }
    say(List.of(output.progress(percent)));
    pod.reach(Point.DURING_RSYNC, (copied * WHOLE + percent) / volumes.size());
    if (percent < WHOLE) {
      after(
          pod.course().copy().dividedBy((long) WHOLE * volumes.size()),
          () -> copy(copied, percent + 1));
    } else if (phase == Phase.COPYING && volume == copied) {
      say(output.statistics());
      endVolume(ExitCode.SUCCESS.number());
    }
  }

  /** rsync ends by itself or by a signal, its container does not; at once if it copies. */
  void rsyncEnds(ExitCode code) {
    if (phase == Phase.COPYING) {
      say(RsyncOutput.complaint(code.number()));
      endVolume(code.number());
    } else {
      failsToStart = Optional.of(code);
    }
  }

  private void endVolume(int code) {
    leave(code);
    firstCode = firstCode == 0 ? code : firstCode;
    volume++;
    if (volume < volumes.size()) {
      beginVolume();
      return;
    }
    phase = Phase.COPIED;
    if (firstCode == 0) {
      pod.reach(Point.AFTER_RSYNC);
    }
    after(pod.course().reaction(), () -> container.ifPresent(running -> running.end(firstCode)));
  }

  private void leave(int code) {
    mark("ended with code " + code);
    if (pod.cast().markers()) {
      container.ifPresent(running -> running.leave(volumes.get(volume) + " " + code));
    }
  }

  private void fail(ExitCode code) {
    if (pod.cast().markers()) {
      say(List.of("volume-transfer: " + code.meaning()));
    }
    end(code);
  }

  private void end(ExitCode code) {
    if (phase == Phase.COPYING) {
      leave(code.number());
    }
    container.ifPresent(running -> running.end(code.number()));
  }

  @Override
  public void terminate() {
    end(ExitCode.TERM);
  }

  @Override
  public void ended(VirtualContainer.End end) {
    pod.rsyncEnded(end);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  private void after(Duration delay, Runnable step) {
    container.ifPresent(running -> running.after(delay, step));
  }

  private void say(List<String> lines) {
    container.ifPresent(running -> running.say(lines));
  }

  private void mark(String what) {
    if (pod.cast().markers()) {
      say(List.of("volume-transfer: volume " + volumes.get(volume) + " " + what));
    }
  }
}
