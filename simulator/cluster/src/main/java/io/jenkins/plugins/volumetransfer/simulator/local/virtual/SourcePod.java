package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.PodControl;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Signal;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.scenario.When.Point;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the containers of one source pod share: the tunnel, the shared volume, and what strikes
 * them. They react to each other as our scripts do. Lives on the loop.
 */
final class SourcePod {

  private enum Tunnel {
    OPENING,
    UP,
    GONE
  }

  private final PlayedPod cast;
  private final PlayedDurations course;
  private final Strikes strikes;
  private final PodControl control;
  private final Loop loop;
  private final Map<SourceContainer, VirtualContainer> containers =
      new EnumMap<>(SourceContainer.class);
  private Optional<RsyncPart> rsync = Optional.empty();
  private Optional<StunnelPart> stunnel = Optional.empty();
  private Optional<VirtualContainer.End> rsyncEnd = Optional.empty();
  private Tunnel tunnel = Tunnel.OPENING;
  private boolean tunnelEndTold;
  private boolean ipcUsable = true;
  private boolean refuses;

  SourcePod(PlayedPod cast, Strikes strikes, PodControl control, Loop loop) {
    this.cast = cast;
    this.course =
        strikes.stands(What.SLOW) ? PlayedDurations.USUAL.slowed() : PlayedDurations.USUAL;
    this.strikes = strikes;
    this.control = control;
    this.loop = loop;
  }

  /** What a container of that name plays; empty: nothing is known of it. */
  static Optional<SourceContainer> role(String name) {
    return Stream.of(SourceContainer.values())
        .filter(role -> role.label().equals(name))
        .findFirst();
  }

  PlayedPod cast() {
    return cast;
  }

  PlayedDurations course() {
    return course;
  }

  Strikes strikes() {
    return strikes;
  }

  /** A new run of a container begins to play this part. */
  ContainerBehaviour part(SourceContainer container) {
    return switch (container) {
      case RSYNC -> {
        RsyncPart part = new RsyncPart(this);
        rsync = Optional.of(part);
        rsyncEnd = Optional.empty();
        yield part;
      }
      case STUNNEL -> {
        StunnelPart part = new StunnelPart(this);
        stunnel = Optional.of(part);
        yield part;
      }
    };
  }

  /** What {@link #part} was made for. */
  void plays(SourceContainer container, VirtualContainer run) {
    containers.put(container, run);
  }

  boolean isIpcUsable() {
    return ipcUsable;
  }

  boolean isTunnelUp() {
    return tunnel == Tunnel.UP;
  }

  boolean isTunnelGone() {
    return tunnel == Tunnel.GONE;
  }

  /** Whether whoever held the tunnel has left a mark at its end, also for those who come later. */
  boolean isTunnelEndTold() {
    return tunnelEndTold;
  }

  /** Whether rsync's daemon answers through the tunnel. */
  boolean answers() {
    return tunnel == Tunnel.UP && !refuses && !strikes.stands(What.TUNNEL_NEVER_ANSWERS);
  }

  /** Whether the destination takes no connection any more. */
  boolean refuses() {
    return refuses;
  }

  boolean hasRsyncBegun() {
    return containers.containsKey(SourceContainer.RSYNC);
  }

  void refuseWithoutIpc(VirtualContainer container) {
    container.say("volume-transfer: can't write and lock files on the shared volume");
    container.after(course.reaction(), () -> container.end(ExitCode.IPC_UNUSABLE.number()));
  }

  /** Starts stunnel in one of the containers. */
  void startStunnel(VirtualContainer container) {
    if (strikes.stands(What.STUNNEL_NOT_STARTED)) {
      container.say(StunnelOutput.REFUSED);
      container.after(
          course.reaction(), () -> container.end(ExitCode.STUNNEL_NOT_STARTED.number()));
      return;
    }
    tunnel = Tunnel.OPENING;
    tunnelEndTold = false;
    container.say(StunnelOutput.STARTED);
    container.after(
        strikes.stands(What.STUNNEL_STARTS_LATE) ? PlayedDurations.LATE : course.opening(),
        () -> open(container));
  }

  private void open(VirtualContainer container) {
    if (tunnel == Tunnel.OPENING) {
      tunnel = Tunnel.UP;
      container.say(StunnelOutput.ACCEPTED);
      rsync.ifPresent(RsyncPart::tunnelMayAnswer);
    }
  }

  void rsyncBegan() {
    containerBegan();
  }

  void stunnelBegan() {
    rsyncEnd.ifPresent(this::tellStunnel);
    containerBegan();
  }

  /**
   * rsync's container asks once the other has begun, or is not expected soon: what strikes before
   * that must not depend on how fast this machine is, nor on the order in the pod's spec.
   */
  private void containerBegan() {
    boolean complete =
        cast.stunnel() == PlayedPod.Stunnel.BESIDE_RSYNC
            || stunnel.filter(StunnelPart::hasBegun).isPresent();
    Optional<RsyncPart> starting = rsync.filter(RsyncPart::isStarting);
    if (complete && starting.isPresent()) {
      reach(Point.BEFORE_NC);
    }
    if (complete || isStunnelAwaited()) {
      starting.ifPresent(RsyncPart::askSoon);
    }
  }

  private boolean isStunnelAwaited() {
    return strikes.stands(What.CONTAINER_NEVER_STARTS, SourceContainer.STUNNEL)
        || strikes.stands(What.CONTAINER_STARTS_LATE, SourceContainer.STUNNEL);
  }

  void rsyncEnded(VirtualContainer.End end) {
    rsyncEnd = Optional.of(end);
    tellStunnel(end);
  }

  private void tellStunnel(VirtualContainer.End end) {
    boolean told = end.own() && ipcUsable;
    stunnel.ifPresent(
        part -> {
          if (told) {
            part.rsyncEnded(end.code());
          } else {
            part.rsyncVanished();
          }
        });
  }

  void stunnelEnded(VirtualContainer.End end) {
    tunnel = Tunnel.GONE;
    tunnelEndTold = end.own() && ipcUsable;
    rsync.ifPresent(RsyncPart::tunnelLost);
  }

  private void loseDaemon() {
    tunnel = Tunnel.GONE;
    if (cast.stunnel() == PlayedPod.Stunnel.BESIDE_RSYNC) {
      tunnelEndTold = true;
      rsync.ifPresent(RsyncPart::tunnelLost);
    } else {
      stunnel.ifPresent(StunnelPart::daemonDied);
    }
  }

  /** The pod has come to this point of its life, which has no percentage. */
  void reach(Point point) {
    reach(point, 0);
  }

  /**
   * The pod has come to this point of its life.
   *
   * @param percent of all data, where rsync is copying
   */
  void reach(Point point, int percent) {
    strikes.due(point, percent).forEach(this::strike);
  }

  private void strike(Strike strike) {
    switch (strike.what()) {
      case RSYNC_EXITS -> endRsync(ExitCode.of(strike.code().orElseThrow()).orElseThrow());
      case RSYNC_KILLED -> endRsync(ExitCode.KILL);
      case RSYNC_TERMINATED -> endRsync(ExitCode.INTERRUPTED);
      case STUNNEL_DIES, STUNNEL_TERMINATED -> loseDaemon();
      case CONTAINER_KILLED -> signal(strike, Signal.KILL);
      case CONTAINER_TERMINATED -> signal(strike, Signal.TERM);
      case CONTAINER_OOM_KILLED -> control.oomKill(strike.on().orElseThrow().label());
      case TUNNEL_REFUSES -> {
        refuses = true;
        rsync.ifPresent(RsyncPart::destinationLost);
      }
      case POD_EVICTED, POD_REPLACED -> evict();
      case POD_DELETED -> control.delete();
      case NODE_LOST -> loseNode();
      case VOLUME_FULL, VOLUME_READ_ONLY -> ipcUsable = false;
      case STUNNEL_NOT_STARTED,
          STUNNEL_STARTS_LATE,
          CONTAINER_NEVER_STARTS,
          CONTAINER_STARTS_LATE,
          TUNNEL_NEVER_ANSWERS,
          SLOW ->
          throw new IllegalStateException("stands from the beginning: " + strike.words());
      case CONTAINER_RESTARTED, CLOCK_JUMPS ->
          throw new IllegalStateException("can't be played: " + strike.words());
    }
  }

  private void endRsync(ExitCode code) {
    rsync.ifPresent(part -> part.rsyncEnds(code));
  }

  private void signal(Strike strike, Signal signal) {
    Optional.ofNullable(containers.get(strike.on().orElseThrow()))
        .ifPresent(container -> container.signal(signal));
  }

  /** All are killed at once: none has the time to react to another's end. */
  private void evict() {
    control.evict("The node was low on resource: ephemeral-storage.");
    containers.values().forEach(container -> container.signal(Signal.KILL));
  }

  private void loseNode() {
    control.loseNode();
    loop.after(PlayedDurations.NODE_REPORTED, control::reportNodeLost);
    loop.after(PlayedDurations.NODE_REPORTED.plus(PlayedDurations.NODE_REMOVED), control::collect);
  }
}
