package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Timer;

/**
 * What the kubelet does where the stunnel container is a native sidecar (KEP-753), none of it a
 * fault. It learns of an end some time after it, so it may start stunnel's container again although
 * rsync's has ended. An rsync container that is never started is over too: the engine then deletes
 * the pod.
 */
final class KubeletOfSidecar {
  /** What {@link InjectionPlan} holds back. */
  static final String RESTART = "starts the stunnel container again, whatever its code";

  static final String CUT = "ends with an error, as its connection went with the former stunnel";

  private static final String FOR_POD = "kubelet, for the pod";

  private KubeletOfSidecar() {}

  /** Actors of their own: to start one container again and again keeps the kubelet from nothing. */
  static void addTo(Table table, Variant variant) {
    table.other(
        "kubelet",
        "starts the stunnel container",
        s -> S.isAt(s, Line.WAITING),
        s -> S.go(s, Line.SETUP));
    table.other(
        "kubelet",
        "starts the rsync container, as its sidecar was started",
        s -> R.isAt(s, Line.WAITING) && !S.isAt(s, Line.WAITING),
        s -> R.go(s, Line.SETUP));
    table.other(
        "kubelet, for the sidecar",
        RESTART,
        s -> Pod.S_KEPT.on(s) && S.isAt(s, Line.ENDED),
        FaultActions::restartStunnel);
    table.other(
        FOR_POD,
        "sees that the rsync container is over: SIGTERM to the stunnel container, if it runs",
        s -> Pod.S_KEPT.on(s) && R.isOver(s),
        s -> Pod.S_KEPT.clear(hears(s, variant) ? S.term().raise(s) : s));
    table.other(
        "rsync process",
        CUT,
        s -> Pod.is(s, Rsync.RUNNING) && RsyncScript.answers(s) && Pod.S_RESTARTED.on(s),
        s -> Pod.set(s, Rsync.FAILED));
  }

  /**
   * For {@link InjectionPlan}: one that had only just begun again, and so did not hear its SIGTERM,
   * waits for an rsync container that does not come; of that wait, the grace period is a small
   * part.
   */
  static void addGracePeriod(Table table) {
    table.other(
        FOR_POD,
        "the grace period is over: SIGKILL to the stunnel container",
        s ->
            !Pod.S_KEPT.on(s)
                && R.isOver(s)
                && Pod.is(s, S, Timer.RUNNING)
                && !Pod.STARTED.on(s)
                && !S.isInterrupted(s),
        s -> SharedLines.die(S, s, Code.KILLED));
  }

  /**
   * Whether it is too early for the bound of a stunnel container that was started again: where the
   * former one gave up with the rsync container's lock in its hands, rsync's flock has 10 s, and
   * the next gives up only after more than a minute. Else it could keep rsync out for ever.
   */
  static boolean isTooEarly(long s) {
    return Pod.S_KEPT.on(s) && Pod.S_RESTARTED.on(s) && R.isAt(s, Line.TAKE_LOCK);
  }

  /** Process 1 gets no signal that it has no trap for; the kubelet asks once. */
  private static boolean hears(long s, Variant variant) {
    return variant.has(Guard.TERM_TRAP) && S.isAwake(s, SharedLines.lastAwake(variant));
  }
}
