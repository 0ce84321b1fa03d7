package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Destination;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Timer;

/** What happens around the scripts when nothing goes wrong, each by an actor of its own. */
final class OutsideActors {
  /** What {@link InjectionPlan} holds back. */
  static final String COPIED = "ends with 0";

  static final String CLOCK_OF_RSYNC = "clock of rsync";
  static final String CLOCK_OF_STUNNEL = "clock of stunnel";

  private OutsideActors() {}

  static void addTo(Table table, Variant variant) {
    if (variant.isSidecar()) {
      KubeletOfSidecar.addTo(table, variant);
    } else {
      kubelet(table);
    }
    processes(table, variant);
    clocks(table);
  }

  /** Containers of a pod start in order, but an image may come late: so in any order. */
  private static void kubelet(Table table) {
    table.other(
        "kubelet",
        "starts the rsync container",
        s -> R.isAt(s, Line.WAITING),
        s -> R.go(s, Line.SETUP));
    table.other(
        "kubelet",
        "starts the stunnel container",
        s -> S.isAt(s, Line.WAITING),
        s -> S.go(s, Line.SETUP));
  }

  private static void processes(Table table, Variant variant) {
    table.other(
        "network",
        "the destination gets ready",
        s -> Pod.is(s, Destination.NOT_READY),
        s -> Pod.set(s, Destination.READY));
    table.other(
        "rsync process",
        COPIED,
        s -> Pod.is(s, Rsync.RUNNING) && RsyncScript.answers(s),
        s -> Pod.set(s, Rsync.SUCCEEDED));
    table.other(
        "rsync process",
        "ends with an error, as the tunnel is gone",
        s -> Pod.is(s, Rsync.RUNNING) && !RsyncScript.answers(s),
        s -> Pod.set(s, Rsync.FAILED));
    table.other(
        "watcher in stunnel",
        "gets the daemon's lock: kill -s USR1",
        s -> S.watcher().on(s) && SharedLines.isDaemonLockFree(s, variant),
        s -> S.watcher().clear(S.usr1().raise(s)));
    table.other(
        "watcher in rsync",
        "gets the tunnel's lock: kill -s USR1",
        s -> R.watcher().on(s) && isTunnelGone(s, variant),
        s -> R.watcher().clear(R.usr1().raise(s)));
  }

  private static boolean isTunnelGone(long s, Variant variant) {
    return variant.isSingle() ? SharedLines.isDaemonLockFree(s, variant) : !S.lock().on(s);
  }

  /** A timer strikes at any moment: so each speed of everything else is covered. */
  private static void clocks(Table table) {
    table.other(
        CLOCK_OF_RSYNC,
        "$TUNNEL_TIMEOUT_SECONDS are over",
        s -> Pod.is(s, R, Timer.RUNNING),
        s -> Pod.set(s, R, Timer.EXPIRED));
    table.other(
        CLOCK_OF_STUNNEL,
        "$TUNNEL_TIMEOUT_SECONDS + 60 are over",
        s -> Pod.is(s, S, Timer.RUNNING) && !KubeletOfSidecar.isTooEarly(s),
        s -> Pod.set(s, S, Timer.EXPIRED));
  }
}
