package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.List;

/** Decides what happens next. */
@FunctionalInterface
interface Scheduler {

  /**
   * The place of one of the moves, of which there is at least one; in a schedule without deviations
   * it is the first, which is no fault.
   *
   * @param step how many moves there were before
   */
  int choose(int step, List<Move> moves);
}
