package io.jenkins.plugins.volumetransfer.simulator.explorer;

/**
 * Something that can happen.
 *
 * @param actor who does it; weak fairness is per actor
 * @param label what a person reads in a counterexample
 */
public record Transition(String actor, String label, Kind kind) {

  /** What an action costs, and whether it must ever happen. */
  public enum Kind {
    /** Takes no time; a cycle of nothing else is a busy wait. */
    STEP,
    /** Sleeps or blocks, so that the processor is free meanwhile. */
    WAIT,
    /** May happen, but fairness never demands it. */
    FAULT
  }

  /** Whether this is a fault. */
  public boolean isFault() {
    return kind == Kind.FAULT;
  }
}
