package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Transition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Guarded steps in the order of a script. Those of a script stand under the line where they begin,
 * so that only few must be tried in each state.
 */
final class Table {
  final Map<Line, List<Step>> rsync = new EnumMap<>(Line.class);
  final Map<Line, List<Step>> rsyncTraps = new EnumMap<>(Line.class);
  final Map<Line, List<Step>> stunnel = new EnumMap<>(Line.class);
  final Map<Line, List<Step>> stunnelTraps = new EnumMap<>(Line.class);
  final List<Step> others = new ArrayList<>();
  final List<Step> faults = new ArrayList<>();

  /** Always possible at this line. */
  void step(Party party, Line at, String command, Step.Then then) {
    step(party, at, command, s -> true, then);
  }

  /** Takes no time. */
  void step(Party party, Line at, String command, Step.When when, Step.Then then) {
    add(party == Pod.R ? rsync : stunnel, party, at, Transition.Kind.STEP, command, when, then);
  }

  /** Sleeps or blocks first. */
  void rest(Party party, Line at, String command, Step.When when, Step.Then then) {
    add(party == Pod.R ? rsync : stunnel, party, at, Transition.Kind.WAIT, command, when, then);
  }

  /** What bash does at this line when a signal is pending. */
  void trap(Party party, Line at, String command, Step.When when, Step.Then then) {
    Map<Line, List<Step>> traps = party == Pod.R ? rsyncTraps : stunnelTraps;
    add(traps, party, at, Transition.Kind.STEP, command, when, then);
  }

  /** By nobody's script. */
  void other(String actor, String what, Step.When when, Step.Then then) {
    others.add(new Step(new Transition(actor, what, Transition.Kind.WAIT), when, then));
  }

  void fault(String actor, String what, Step.When when, Step.Then then) {
    faults.add(new Step(new Transition(actor, what, Transition.Kind.FAULT), when, spending(then)));
  }

  /** A fault of a command of a script. */
  void fault(Party party, Line at, String what, Step.Then then) {
    add(
        party == Pod.R ? rsync : stunnel,
        party,
        at,
        Transition.Kind.FAULT,
        what,
        s -> !Pod.BUDGET.is(s, 0),
        spending(then));
  }

  /** Adds all faults of another table, each only where this holds too. */
  void addFaults(Table other, Step.When also) {
    addFaults(rsync, other.rsync, also);
    addFaults(stunnel, other.stunnel, also);
    other.faults.forEach(step -> faults.add(onlyWhen(step, also)));
  }

  private static void addFaults(
      Map<Line, List<Step>> to, Map<Line, List<Step>> from, Step.When also) {
    from.forEach(
        (line, steps) ->
            steps.stream()
                .filter(step -> step.action().isFault())
                .forEach(
                    step ->
                        to.computeIfAbsent(line, any -> new ArrayList<>())
                            .add(onlyWhen(step, also))));
  }

  static Step onlyWhen(Step step, Step.When also) {
    return new Step(step.action(), s -> step.when().holds(s) && also.holds(s), step.then());
  }

  private static Step.Then spending(Step.Then then) {
    return s -> Pod.BUDGET.set(then.apply(s), Pod.BUDGET.get(s) - 1);
  }

  private static void add(
      Map<Line, List<Step>> lines,
      Party party,
      Line at,
      Transition.Kind kind,
      String command,
      Step.When when,
      Step.Then then) {
    lines
        .computeIfAbsent(at, line -> new ArrayList<>())
        .add(new Step(new Transition(party.name(), command, kind), when, then));
  }
}
