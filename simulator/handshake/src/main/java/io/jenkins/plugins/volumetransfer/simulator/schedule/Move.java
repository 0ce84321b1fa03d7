package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.ModelFault;
import java.util.Optional;

/**
 * What can happen next.
 *
 * @param actor whose step it is
 * @param process the id of the process that goes on; 0 if none does
 * @param place the line of the script; empty if it is of none
 * @param rank moves of a lower rank come first in a schedule without deviations
 * @param fault what it is, if something goes wrong
 * @param effect carries it out
 */
record Move(
    String actor,
    long process,
    String text,
    String place,
    Rank rank,
    Optional<ModelFault> fault,
    Runnable effect) {

  /** One that is no fault. */
  Move(String actor, long process, String text, String place, Rank rank, Runnable effect) {
    this(actor, process, text, place, rank, Optional.empty(), effect);
  }

  boolean isOf(ModelFault some) {
    return fault.filter(some::equals).isPresent();
  }

  /** What kind of thing it is, the most usual first. */
  enum Rank {
    /** A process that goes on without a wait. */
    STEP,
    /** Something outside of the scripts: a container is started, the network is there. */
    OUTSIDE,
    /** rsync or nc has done its work. */
    WORK,
    /** Time passes. */
    CLOCK,
    /** A bound that is meant for a moment only: it strikes when nothing else can go on. */
    LAST_RESORT,
    SIGNAL,
    FAULT;

    boolean isFault() {
      return this == SIGNAL || this == FAULT;
    }
  }
}
