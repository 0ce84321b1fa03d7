package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Stunnel;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.List;

/** What must always hold, as far as the pod's containers can see to it. */
public final class Laws {
  public static final String S1 = "S1: 0 only if rsync exited 0 for each volume";
  public static final String S1_FAILED = "S1: not 0 if any rsync failed";
  public static final String S1_SILENT = "S1: a tunnel that never answers is a failure";
  public static final String S1_TERM = "S1: after SIGTERM not 0";
  public static final String S1_STOPPED = "S1: after SIGTERM not 0, even if rsync went on";
  public static final String S3 = "S3: the handshake never ends stunnel while rsync runs";
  public static final String S3_TOLD = "S3: the end is told only once rsync is gone";
  public static final String S4_RSYNC = "S4: a done file of a former attempt ends no stunnel";
  public static final String S4_TUNNEL = "S4: a tunnel's end in a former attempt ends no rsync";
  public static final String L1 = "L1: both containers end";
  public static final String L1_REST = "L1: no wait is busy";
  public static final String L2_VANISHED = "L2: RSYNC_VANISHED only if it could not speak";
  public static final String L2_TOLD = "L2: once signals are ignored, the exit code is told";
  public static final String L2_WHOLE = "L2: stunnel ends with 0 only if the done file is whole";
  public static final String L2_DIED = "L2: STUNNEL_DIED only if it died";
  public static final String L2_IPC = "L2: IPC_UNUSABLE only if the volume is broken";

  static final String WATCHED = "L2: stunnel ends with 0 only if the daemon lived";

  private Laws() {}

  /** For the seed, whose stunnel container goes straight from its loop to its end. */
  static Law stunnelIsWatched() {
    return new Law.EachStep(
        WATCHED,
        s -> S.isAt(s, Line.CHECK_DONE) && !Pod.is(s, Stunnel.UP),
        (from, action, to) -> !S.isAt(to, Line.EXIT));
  }

  /** For all scripts. */
  public static List<Law> general() {
    return List.of(
        new Law.Always(S1, s -> !R.isOverWith(s, Code.OK) || Pod.COPIES.get(s) == 2),
        new Law.Always(S1_FAILED, s -> !R.isOverWith(s, Code.OK) || !Pod.COPY_FAILED.on(s)),
        new Law.EachStep(
            S1_SILENT,
            s -> R.isAt(s, Line.CHECK_TIMER),
            (from, action, to) -> !hasGivenUp(to) || !R.has(to, Code.NONE)),
        new Law.Always(S1_TERM, s -> !R.isOverWith(s, Code.OK) || !isTerminated(s)),
        new Law.Always(
            S1_STOPPED,
            s -> !R.isOverWith(s, Code.OK) || !isTerminated(s) || Pod.COPIES.get(s) == 0),
        new Law.EachStep(
            S3,
            Laws::wouldCutRsync,
            // That one exception is a law of its own: see Wishes.
            (from, action, to) -> !isCut(to) || S.has(to, Code.RSYNC_NEVER_STARTED)),
        new Law.Always(
            S3_TOLD, s -> !Pod.isDone(s) || !Pod.is(s, Rsync.RUNNING) || Pod.R_RESTARTED.on(s)),
        new Law.EachStep(
            S4_RSYNC,
            s -> S.isAt(s, Line.CHECK_DONE) && Pod.STALE.on(s),
            (from, action, to) ->
                S.isAt(to, Line.CHECK_DONE)
                    || S.isOver(to)
                    || !S.has(to, Code.OK)
                        && !S.isAt(to, Line.EXIT)
                        && !S.isAt(to, Line.CHECK_LOCK)),
        new Law.EachStep(
            S4_TUNNEL,
            s -> R.isAt(s, Line.CHECK_PEER_DONE) && Pod.TUNNEL_STALE.on(s),
            (from, action, to) -> !R.isAt(to, Line.TRAP) || !R.has(to, Code.TUNNEL_DIED)),
        new Law.Ends(L1, s -> R.isOver(s) && S.isOver(s) && !Pod.S_KEPT.on(s)),
        new Law.NoBusyWait(L1_REST),
        new Law.Always(
            L2_WHOLE,
            s -> !S.isOverWith(s, Code.OK) || Pod.DONE.get(s) != Code.UNWRITTEN.ordinal()));
  }

  /** For ours: the general laws, and that each failure has its name and is reached. */
  public static List<Law> ours(Topology topology) {
    List<Law> laws = new ArrayList<>(general());
    laws.add(
        new Law.EachStep(
            L2_VANISHED,
            s -> S.isAt(s, Line.CHECK_DONE) && !mayVanish(s),
            (from, action, to) -> !S.isAt(to, Line.TRAP) || !S.has(to, Code.RSYNC_VANISHED)));
    laws.add(
        new Law.EachStep(
            L2_TOLD, s -> owesCode(s) && !R.isAt(s, Line.TRAP), (from, action, to) -> isTold(to)));
    laws.add(new Law.EachStep(L2_DIED, s -> hasNews(S, s), (from, a, to) -> !saysDied(S, to)));
    laws.add(
        new Law.EachStep(
            L2_DIED,
            s -> topology == Topology.SINGLE && hasNews(R, s),
            (from, action, to) -> !saysDied(R, to)));
    laws.add(
        new Law.Always(
            L2_IPC,
            s ->
                Pod.VOLUME.get(s) != 0
                    || !R.has(s, Code.IPC_UNUSABLE) && !S.has(s, Code.IPC_UNUSABLE)));
    laws.addAll(Reached.of(topology));
    return laws;
  }

  private static boolean hasGivenUp(long s) {
    return R.isAlive(s)
        && !R.isAt(s, Line.CHECK_TIMER)
        && !R.isAt(s, Line.ASK)
        && !R.isAt(s, Line.SLEEP);
  }

  private static boolean isTerminated(long s) {
    return Pod.R_TERMINATED.on(s) && !Pod.R_RESTARTED.on(s);
  }

  /** Whether rsync would lose its tunnel by the end of the stunnel container's script. */
  static boolean wouldCutRsync(long s) {
    return S.isAt(s, Line.EXIT)
        && Pod.is(s, Stunnel.UP)
        && Pod.is(s, Rsync.RUNNING)
        && !Pod.R_RESTARTED.on(s);
  }

  static boolean isCut(long s) {
    return S.isAt(s, Line.ENDED) && !S.has(s, Code.KILLED) && !S.has(s, Code.TERMINATED);
  }

  private static boolean mayVanish(long s) {
    return Pod.R_KILLED.on(s)
        || Pod.R_TERMINATED.on(s)
        || Pod.R_RESTARTED.on(s)
        || Pod.VOLUME.get(s) != 0;
  }

  /** Whether the rsync container, when it ends now, should have told its code. */
  static boolean owesCode(long s) {
    return R.isAlive(s) && R.named().on(s) && Pod.VOLUME.get(s) == 0;
  }

  static boolean isTold(long s) {
    return !R.isAt(s, Line.ENDED) || R.has(s, Code.KILLED) || Pod.DONE.get(s) == R.code().get(s);
  }

  /** Whether a script is about to be told that stunnel died, which is not so. */
  private static boolean hasNews(Party party, long s) {
    return party.isAlive(s)
        && party.usr1().on(s)
        && !party.has(s, Code.STUNNEL_DIED)
        && Pod.is(s, Stunnel.UP);
  }

  private static boolean saysDied(Party party, long s) {
    return party.has(s, Code.STUNNEL_DIED);
  }
}
