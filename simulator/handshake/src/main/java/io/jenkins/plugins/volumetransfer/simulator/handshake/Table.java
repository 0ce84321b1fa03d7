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
  final Map<Line, List<ModelStep>> rsync = new EnumMap<>(Line.class);
  final Map<Line, List<ModelStep>> rsyncTraps = new EnumMap<>(Line.class);
  final Map<Line, List<ModelStep>> stunnel = new EnumMap<>(Line.class);
  final Map<Line, List<ModelStep>> stunnelTraps = new EnumMap<>(Line.class);
  final List<ModelStep> others = new ArrayList<>();
  final List<ModelStep> faults = new ArrayList<>();

  /** Always possible at this line. */
  void step(Party party, Line at, String command, ModelStep.Then then) {
    step(party, at, command, s -> true, then);
  }

  /** Takes no time. */
  void step(Party party, Line at, String command, ModelStep.When when, ModelStep.Then then) {
    add(party == Pod.R ? rsync : stunnel, party, at, Transition.Kind.STEP, command, when, then);
  }

  /** Sleeps or blocks first. */
  void rest(Party party, Line at, String command, ModelStep.When when, ModelStep.Then then) {
    add(party == Pod.R ? rsync : stunnel, party, at, Transition.Kind.WAIT, command, when, then);
  }

  /** What bash does at this line when a signal is pending. */
  void trap(Party party, Line at, String command, ModelStep.When when, ModelStep.Then then) {
    Map<Line, List<ModelStep>> traps = party == Pod.R ? rsyncTraps : stunnelTraps;
    add(traps, party, at, Transition.Kind.STEP, command, when, then);
  }

  /** By nobody's script. */
  void other(String actor, String what, ModelStep.When when, ModelStep.Then then) {
    others.add(new ModelStep(new Transition(actor, what, Transition.Kind.WAIT), when, then));
  }

  void fault(String actor, String what, ModelStep.When when, ModelStep.Then then) {
    faults.add(
        new ModelStep(new Transition(actor, what, Transition.Kind.FAULT), when, spending(then)));
  }

  /** A fault of a command of a script. */
  void fault(Party party, Line at, String what, ModelStep.Then then) {
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
  void addFaults(Table other, ModelStep.When also) {
    addFaults(rsync, other.rsync, also);
    addFaults(stunnel, other.stunnel, also);
    other.faults.forEach(step -> faults.add(onlyWhen(step, also)));
  }

  private static void addFaults(
      Map<Line, List<ModelStep>> to, Map<Line, List<ModelStep>> from, ModelStep.When also) {
    from.forEach(
        (line, steps) ->
            steps.stream()
                .filter(step -> step.action().isFault())
                .forEach(
                    step ->
                        to.computeIfAbsent(line, any -> new ArrayList<>())
                            .add(onlyWhen(step, also))));
  }

  static ModelStep onlyWhen(ModelStep step, ModelStep.When also) {
    return new ModelStep(step.action(), s -> step.when().holds(s) && also.holds(s), step.then());
  }

  private static ModelStep.Then spending(ModelStep.Then then) {
    return s -> Pod.BUDGET.set(then.apply(s), Pod.BUDGET.get(s) - 1);
  }

  private static void add(
      Map<Line, List<ModelStep>> lines,
      Party party,
      Line at,
      Transition.Kind kind,
      String command,
      ModelStep.When when,
      ModelStep.Then then) {
    lines
        .computeIfAbsent(at, line -> new ArrayList<>())
        .add(new ModelStep(new Transition(party.name(), command, kind), when, then));
  }
}
