package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.List;

/** A precaution of our scripts. Without any one of them, a law breaks. */
public enum Guard {
  EXIT_TRAP("trap end_copy EXIT: the done file is made however the script ends"),
  TERM_TRAP("trap 'exit 143' TERM: SIGTERM interrupts the wait"),
  IGNORE_SIGNALS("ignore_signals: nothing interrupts the EXIT trap"),
  RENAME(
      "mv done.new done: the done file appears with its content",
      Topology.SEPARATE,
      Topology.SIDECAR),
  STOP_RSYNC("stop \"$rsync\": the end is told only once rsync is gone"),
  KEEP_CODE("code=$?: rsync's code is the container's"),
  FIRST_CODE("((first_code)) || first_code=$code: a later success hides no failure"),
  RSYNC_LOCK(
      "take_lock: the rsync container holds a lock while it lives",
      Topology.SEPARATE,
      Topology.SIDECAR),
  LOCK_FIRST(
      "the started file appears only once the lock is held", Topology.SEPARATE, Topology.SIDECAR),
  STARTED_FILE(
      "until [[ -e started ]]: the lock is looked at only then",
      Topology.SEPARATE,
      Topology.SIDECAR),
  DAEMON_LOCK("exec 8: the stunnel daemon holds a lock while it lives"),
  DROP_DESCRIPTOR("exec 8<&-: the script itself does not hold that lock"),
  WATCH_STUNNEL("watch_tunnel in the stunnel container", Topology.SEPARATE, Topology.SIDECAR),
  WATCH_TUNNEL("watch_tunnel while rsync runs"),
  PEER_DONE("[[ ! -e $tunnel_done ]] || tunnel_died", Topology.SEPARATE, Topology.SIDECAR),
  PEER_LOCK("is_held \"$tunnel_lock\": a tunnel that was killed is seen"),
  BOUND_TUNNEL("the timer of await_tunnel"),
  BOUND_RSYNC_START("the timer of await_rsync_start", Topology.SEPARATE, Topology.SIDECAR),
  SLEEP_BETWEEN_LOOKS("await sleep: waiting costs nothing"),
  OWN_STALE_DONE(
      "rm --force $name-done: one's own done file of a former attempt",
      Topology.SEPARATE,
      Topology.SIDECAR),
  PEER_STALE_RSYNC(
      "forget_former_attempt rsync-client-container", Topology.SEPARATE, Topology.SIDECAR),
  PEER_STALE_TUNNEL("forget_former_attempt stunnel-container", Topology.SEPARATE, Topology.SIDECAR);

  private final String line;
  private final List<Topology> topologies;

  Guard(String line) {
    this(line, Topology.values());
  }

  Guard(String line, Topology... topologies) {
    this.line = line;
    this.topologies = List.of(topologies);
  }

  /** What the scripts do, and why. */
  public String line() {
    return line;
  }

  /** The topologies where it is of use: a single container has no peer to tell anything. */
  public List<Topology> topologies() {
    return topologies;
  }
}
