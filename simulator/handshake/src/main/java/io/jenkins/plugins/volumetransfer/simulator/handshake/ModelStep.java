package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Transition;

/** A row of a table: what may happen, when, and what it changes. */
record ModelStep(Transition action, When when, Then then) {

  /** When the step can be taken. */
  @FunctionalInterface
  interface When {
    boolean holds(long state);
  }

  /** What it changes. */
  @FunctionalInterface
  interface Then {
    long apply(long state);
  }
}
