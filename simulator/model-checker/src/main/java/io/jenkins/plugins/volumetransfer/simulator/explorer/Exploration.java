package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a search has found.
 *
 * @param states distinct states
 * @param transitions steps between them, faults included
 * @param depth the largest number of steps that any state needs
 * @param searching time for finding all states and checking the laws on states and steps
 * @param total that, and the time for ends, busy waits and counterexamples
 * @param violations at most one for each law, in the order of the laws
 */
public record Exploration(
    int states,
    long transitions,
    int depth,
    Duration searching,
    Duration total,
    List<Violation> violations) {

  public Exploration {
    violations = List.copyOf(violations);
  }

  /** The counterexample to a law, unless it holds. */
  public Optional<Violation> violationOf(String law) {
    return violations.stream().filter(violation -> violation.law().equals(law)).findFirst();
  }
}
