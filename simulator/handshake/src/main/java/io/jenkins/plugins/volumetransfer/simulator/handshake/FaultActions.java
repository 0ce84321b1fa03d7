package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Destination;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Stunnel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Volume;

/** What goes wrong at any moment. Faults of one command stand beside it, in the script's table. */
record FaultActions(Table table, Variant variant) {
  static void addTo(Table table, Variant variant) {
    FaultActions faults = new FaultActions(table, variant);
    faults.ofProcesses();
    faults.ofContainers();
    faults.ofSurroundings();
  }

  private void fault(
      ModelFault fault, String actor, String what, ModelStep.When when, ModelStep.Then then) {
    if (variant.may(fault)) {
      table.fault(actor, what, when, then);
    }
  }

  private void ofProcesses() {
    fault(
        ModelFault.RSYNC_FAILS,
        "rsync process",
        "ends with an error",
        s -> Pod.is(s, Rsync.RUNNING),
        s -> Pod.set(s, Rsync.FAILED));
    fault(
        ModelFault.RSYNC_KILLED,
        "rsync process",
        "is killed",
        s -> Pod.is(s, Rsync.RUNNING),
        s -> Pod.set(s, Rsync.KILLED));
    fault(
        ModelFault.STUNNEL_DIES,
        "stunnel process",
        "dies",
        s -> Pod.is(s, Stunnel.UP),
        s -> Pod.set(s, Stunnel.DEAD));
  }

  private void ofContainers() {
    fault(
        ModelFault.RSYNC_CONTAINER_KILLED,
        "kubelet",
        "SIGKILL to the rsync container",
        R::isAlive,
        s -> Pod.R_KILLED.raise(SharedLines.die(R, s, Code.KILLED)));
    fault(
        ModelFault.STUNNEL_CONTAINER_KILLED,
        "kubelet",
        "SIGKILL to the stunnel container",
        S::isAlive,
        s -> SharedLines.die(S, s, Code.KILLED));
    fault(
        ModelFault.RSYNC_CONTAINER_TERMINATED,
        "kubelet",
        "SIGTERM to the rsync container",
        this::isRsyncAwake,
        this::terminateRsync);
    fault(
        ModelFault.STUNNEL_CONTAINER_TERMINATED,
        "kubelet",
        "SIGTERM to the stunnel container",
        this::isStunnelAwake,
        this::terminateStunnel);
    fault(
        ModelFault.POD_DELETED,
        "kubelet",
        "SIGTERM to both containers",
        s -> isRsyncAwake(s) && isStunnelAwake(s),
        s -> terminateStunnel(terminateRsync(s)));
    fault(
        ModelFault.RSYNC_CONTAINER_ABSENT,
        "kubelet",
        "never starts the rsync container",
        s -> R.isAt(s, Line.WAITING),
        s -> R.go(s, Line.ABSENT));
    fault(
        ModelFault.STUNNEL_CONTAINER_ABSENT,
        "kubelet",
        "never starts the stunnel container",
        s -> S.isAt(s, Line.WAITING),
        s -> withoutStunnel(S.go(s, Line.ABSENT)));
    fault(
        ModelFault.RSYNC_CONTAINER_RESTARTED,
        "kubelet",
        "restarts the rsync container",
        s -> R.isAt(s, Line.ENDED) && !R.has(s, Code.OK) && mayRestart(s),
        FaultActions::restartRsync);
    if (!variant.isSidecar()) {
      fault(
          ModelFault.STUNNEL_CONTAINER_RESTARTED,
          "kubelet",
          "restarts the stunnel container",
          s -> S.isAt(s, Line.ENDED) && !S.has(s, Code.OK),
          FaultActions::restartStunnel);
    }
  }

  /** The containers of a pod start only once its sidecar did. */
  private long withoutStunnel(long s) {
    return variant.isSidecar() ? R.go(s, Line.ABSENT) : s;
  }

  /** Nothing is started again in a pod that the kubelet is ending. */
  private boolean mayRestart(long s) {
    return !variant.isSidecar() || Pod.S_KEPT.on(s);
  }

  private void ofSurroundings() {
    fault(
        ModelFault.TUNNEL_NEVER_ANSWERS,
        "network",
        "the destination never answers",
        s -> Pod.is(s, Destination.NOT_READY),
        s -> Pod.set(s, Destination.NEVER));
    fault(
        ModelFault.VOLUME_FULL,
        "volume",
        "is full from now on",
        s -> Pod.is(s, Volume.WRITABLE),
        s -> Pod.set(s, Volume.FULL));
    fault(
        ModelFault.VOLUME_READ_ONLY,
        "volume",
        "is mounted read-only",
        s -> Pod.is(s, Volume.WRITABLE) && !R.isAlive(s) && !S.isAlive(s),
        s -> Pod.set(s, Volume.READ_ONLY));
  }

  private boolean isRsyncAwake(long s) {
    return R.isAwake(s, SharedLines.lastAwake(variant)) && !R.term().on(s);
  }

  private boolean isStunnelAwake(long s) {
    return S.isAwake(s, SharedLines.lastAwake(variant)) && !S.term().on(s);
  }

  /** Process 1 gets no signal that it has no trap for. */
  private long terminateRsync(long s) {
    return variant.has(Guard.TERM_TRAP) ? Pod.R_TERMINATED.raise(R.term().raise(s)) : s;
  }

  private long terminateStunnel(long s) {
    return variant.has(Guard.TERM_TRAP) ? Pod.S_TERMINATED.raise(S.term().raise(s)) : s;
  }

  private static long restartRsync(long s) {
    long fresh = R.code().clear(Pod.COPIES.clear(Pod.SECOND.clear(Pod.COPY_FAILED.clear(s))));
    fresh = Pod.TUNNEL_SEEN.clear(Pod.STARTED_BEFORE.clear(fresh));
    // One that was killed before it left a mark can't know that there was another before it.
    if (!S.isAlive(s) && Pod.TUNNEL_DONE.on(s) && Pod.STARTED.on(s)) {
      fresh = Pod.TUNNEL_STALE.raise(fresh);
    }
    return R.go(Pod.R_RESTARTED.raise(fresh), Line.SETUP);
  }

  static long restartStunnel(long s) {
    long fresh = S.code().clear(s);
    if (!R.isAlive(s) && (Pod.isDone(s) || Pod.STARTED.on(s))) {
      fresh = Pod.STALE.raise(fresh);
    }
    return S.go(Pod.S_RESTARTED.raise(fresh), Line.SETUP);
  }
}
