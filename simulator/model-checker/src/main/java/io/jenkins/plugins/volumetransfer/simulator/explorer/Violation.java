package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.List;

/**
 * A law that does not hold, with the shortest run that shows it: of those of the same length the
 * one with the fewest faults, then the fewest changes of actor.
 *
 * @param cycle what then repeats for ever; empty unless the law says that something ends or rests
 */
public record Violation(String law, Reason reason, List<Event> steps, List<Event> cycle) {

  /** How a law is broken. */
  public enum Reason {
    STATE,
    STEP,
    NEVER_REACHED,
    STUCK,
    FAIR_CYCLE,
    BUSY_WAIT
  }

  /** One step of a counterexample: an action, and the state that it led to. */
  public record Event(Transition action, long state) {}

  public Violation {
    steps = List.copyOf(steps);
    cycle = List.copyOf(cycle);
  }

  /** How many faults the run needs. */
  public long faults() {
    return steps.stream().filter(event -> event.action().isFault()).count();
  }

  /** A line for each step. */
  public String text() {
    StringBuilder text = new StringBuilder("%s: %s%n".formatted(law, reason));
    append(text, steps);
    if (!cycle.isEmpty()) {
      text.append("  and then for ever:%n".formatted());
      append(text, cycle);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<Event> events) {
    for (Event event : events) {
      Transition action = event.action();
      text.append(
          "  %-9s %s%s%n"
              .formatted(action.actor(), action.isFault() ? "FAULT " : "", action.label()));
    }
  }
}
