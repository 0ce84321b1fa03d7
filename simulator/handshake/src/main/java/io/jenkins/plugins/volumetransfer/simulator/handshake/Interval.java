package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Stunnel;

/** A part of a run, as far as the state shows it. The model copies two volumes. */
public enum Interval {
  /** Wherever the fault is possible at all. */
  ANYWHERE(s -> true),
  BEFORE_ANY_CONTAINER(s -> !R.isAlive(s) && !S.isAlive(s) && R.isAt(s, Line.WAITING)),
  BEFORE_NC(s -> R.isAt(s, Line.WAITING) || R.isAlive(s) && R.line().get(s) < Line.ASK.ordinal()),
  /** stunnel is up, the rsync container has seen that, and the destination has not answered yet. */
  WHILE_NC_ASKS(s -> Pod.is(s, Stunnel.UP) && Pod.TUNNEL_SEEN.on(s) && isAsking(s)),
  BETWEEN_NC_AND_RSYNC(
      s -> !Pod.SECOND.on(s) && (R.isAt(s, Line.STOP_TIMER) || R.isAt(s, Line.RUN_RSYNC))),
  FIRST_COPY(s -> Pod.is(s, Rsync.RUNNING) && !Pod.SECOND.on(s)),
  SECOND_COPY(s -> Pod.is(s, Rsync.RUNNING) && Pod.SECOND.on(s)),
  ANY_COPY(s -> Pod.is(s, Rsync.RUNNING)),
  /** Both volumes are copied, and the rsync container has not ended. */
  AFTER_RSYNC(s -> R.isAlive(s) && Pod.SECOND.on(s) && copies(s) == 2);

  private final ModelStep.When states;

  Interval(ModelStep.When states) {
    this.states = states;
  }

  boolean contains(long s) {
    return states.holds(s);
  }

  private static boolean isAsking(long s) {
    return Line.ASK.ordinal() <= R.line().get(s) && R.line().get(s) <= Line.SLEEP.ordinal();
  }

  /** The last one counts from its end, not only once the script has seen it. */
  private static int copies(long s) {
    return Pod.COPIES.get(s) + (Pod.is(s, Rsync.SUCCEEDED) ? 1 : 0);
  }
}
