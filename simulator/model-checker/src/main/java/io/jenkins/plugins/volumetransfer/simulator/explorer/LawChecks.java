package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks laws on states and on steps during the search. */
final class LawChecks {

  /**
   * A law with what breaks it, at the first depth where anything does: places of states, or of the
   * states before a step, then with the step's action.
   */
  private static final class Watch<L extends Law> {
    final L law;
    final IntList places = new IntList();
    final IntList actions = new IntList();
    int level = -1;

    Watch(L law) {
      this.law = law;
    }

    boolean isOpen(int now) {
      return level == -1 || level == now;
    }

    void note(int now, int place, int action) {
      level = now;
      places.add(place);
      actions.add(action);
    }
  }

  private final List<Watch<?>> all = new ArrayList<>();
  private final List<Watch<Law.Always>> onStates;
  private final List<Watch<Law.EachStep>> onSteps;
  private final List<Watch<Law.Sometimes>> unreached;
  private int level = -1;

  LawChecks(List<Law> laws) {
    onStates = watches(laws, Law.Always.class);
    onSteps = watches(laws, Law.EachStep.class);
    unreached = watches(laws, Law.Sometimes.class);
    all.addAll(onStates);
    all.addAll(onSteps);
  }

  private static <L extends Law> List<Watch<L>> watches(List<Law> laws, Class<L> kind) {
    return laws.stream()
        .filter(kind::isInstance)
        .map(law -> new Watch<>(kind.cast(law)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  void enterLevel() {
    level++;
    onStates.removeIf(watch -> !watch.isOpen(level));
    onSteps.removeIf(watch -> !watch.isOpen(level));
  }

  void visit(int place, long state) {
    for (int i = 0; i < onStates.size(); i++) {
      Watch<Law.Always> watch = onStates.get(i);
      if (!watch.law.states().contain(state)) {
        watch.note(level, place, -1);
      }
    }
    for (int i = unreached.size() - 1; i >= 0; i--) {
      if (unreached.get(i).law.states().contain(state)) {
        unreached.remove(i);
      }
    }
  }

  void expand(int place, long from, Successors successors) {
    for (int i = 0; i < onSteps.size(); i++) {
      Watch<Law.EachStep> watch = onSteps.get(i);
      Law.EachStep law = watch.law;
      if (!law.from().contain(from)) {
        continue;
      }
      Law.Steps steps = law.steps();
      for (int next = 0; next < successors.size(); next++) {
        if (!steps.contain(from, successors.action(next), successors.state(next))) {
          watch.note(level, place, successors.action(next));
        }
      }
    }
  }

  Optional<Violation> check(Law law, Paths paths) {
    for (Watch<Law.Sometimes> watch : unreached) {
      if (watch.law == law) {
        return Optional.of(
            new Violation(law.name(), Violation.Reason.NEVER_REACHED, List.of(), List.of()));
      }
    }
    for (Watch<?> watch : all) {
      if (watch.law == law && watch.level != -1) {
        Violation.Reason reason =
            law instanceof Law.Always ? Violation.Reason.STATE : Violation.Reason.STEP;
        List<Violation.Event> steps = paths.best(watch.level, watch.places, watch.actions);
        return Optional.of(new Violation(law.name(), reason, steps, List.of()));
      }
    }
    return Optional.empty();
  }
}
