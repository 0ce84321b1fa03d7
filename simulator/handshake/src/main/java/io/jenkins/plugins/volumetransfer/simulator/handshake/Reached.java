package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.List;

/** R1: success and each named failure are reached, so that no law holds emptily. */
final class Reached {
  private static final List<Code> OF_RSYNC =
      List.of(
          Code.OK,
          Code.RSYNC_ERROR,
          Code.TUNNEL_NOT_READY,
          Code.IPC_UNUSABLE,
          Code.BAD_INPUT,
          Code.KILLED,
          Code.TERMINATED);
  private static final List<Code> OF_STUNNEL =
      List.of(
          Code.OK,
          Code.RSYNC_NEVER_STARTED,
          Code.RSYNC_VANISHED,
          Code.STUNNEL_NOT_STARTED,
          Code.STUNNEL_DIED,
          Code.IPC_UNUSABLE,
          Code.BAD_INPUT,
          Code.KILLED,
          Code.TERMINATED);

  private Reached() {}

  static List<Law> of(Topology topology) {
    List<Law> laws = new ArrayList<>();
    OF_RSYNC.forEach(code -> laws.add(ends(R, code)));
    if (topology == Topology.SINGLE) {
      laws.add(ends(R, Code.STUNNEL_NOT_STARTED));
      laws.add(ends(R, Code.STUNNEL_DIED));
      laws.add(stopped(Code.STUNNEL_DIED));
      laws.add(
          new Law.Sometimes(
              "R1: a tunnel that died before rsync is known to be gone",
              s -> isTold(s, Code.STUNNEL_DIED)));
      return laws;
    }
    laws.add(ends(R, Code.TUNNEL_DIED));
    OF_STUNNEL.forEach(code -> laws.add(ends(S, code)));
    laws.add(stopped(Code.TUNNEL_DIED));
    laws.add(
        new Law.Sometimes(
            "R1: both containers end with 0",
            s -> R.isOverWith(s, Code.OK) && S.isOverWith(s, Code.OK)));
    // Without its watch stunnel's container would say so only once rsync's has ended.
    laws.add(
        new Law.Sometimes(
            "R1: stunnel's death is told while rsync runs",
            s -> S.isOverWith(s, Code.STUNNEL_DIED) && Pod.is(s, Rsync.RUNNING)));
    laws.add(
        new Law.Sometimes(
            "R1: a tunnel that was never seen is known to have failed",
            s -> isTold(s, Code.TUNNEL_DIED) && !Pod.TUNNEL_SEEN.on(s)));
    laws.add(
        new Law.Sometimes(
            "R1: a tunnel that was killed is known to be gone",
            s -> isTold(s, Code.TUNNEL_DIED) && !Pod.TUNNEL_DONE.on(s) && !Pod.S_RESTARTED.on(s)));
    if (topology == Topology.SIDECAR) {
      laws.addAll(ofSidecar());
    }
    return laws;
  }

  private static List<Law> ofSidecar() {
    return List.of(
        new Law.Sometimes(
            "R1: rsync succeeds through a sidecar that was started again",
            s -> R.isOverWith(s, Code.OK) && Pod.S_RESTARTED.on(s)),
        new Law.Sometimes(
            "R1: the sidecar is started again after the rsync container has ended",
            s ->
                R.isOverWith(s, Code.OK)
                    && S.isAlive(s)
                    && Pod.S_RESTARTED.on(s)
                    && !Pod.STARTED.on(s)),
        new Law.Sometimes(
            "R1: the sidecar is told to end",
            s ->
                R.isOverWith(s, Code.OK) && S.isOverWith(s, Code.TERMINATED) && !Pod.S_KEPT.on(s)));
  }

  private static boolean isTold(long s, Code code) {
    return R.isAt(s, Line.TRAP)
        && R.has(s, code)
        && !Pod.SECOND.on(s)
        && Pod.is(s, Rsync.NONE)
        && Pod.is(s, R, Pod.Timer.RUNNING);
  }

  private static Law ends(Party party, Code code) {
    return new Law.Sometimes(
        "R1: the %s container ends with %s".formatted(party.name(), code),
        s -> party.isOverWith(s, code));
  }

  private static Law stopped(Code code) {
    return new Law.Sometimes(
        "R1: rsync is stopped when the tunnel dies",
        s -> R.isAt(s, Line.TRAP) && R.has(s, code) && Pod.is(s, Rsync.RUNNING));
  }
}
