package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks laws on states and on steps during the search. */
final class LawChecks {

  /**
   * A law with what breaks it, at the first depth where anything does: places of states, or of the
   * states before a step, then with the step's action.
   */
  private static final class Watch {
    final Law law;
    final IntList places = new IntList();
    final IntList actions = new IntList();
    int level = -1;

    Watch(Law law) {
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

  private final List<Watch> all = new ArrayList<>();
  private final List<Watch> onStates = new ArrayList<>();
  private final List<Watch> onSteps = new ArrayList<>();
  private final List<Watch> unreached = new ArrayList<>();
  private int level = -1;

  LawChecks(List<Law> laws) {
    for (Law law : laws) {
      Watch watch = new Watch(law);
      all.add(watch);
      if (law instanceof Law.Always) {
        onStates.add(watch);
      } else if (law instanceof Law.EachStep) {
        onSteps.add(watch);
      } else if (law instanceof Law.Sometimes) {
        unreached.add(watch);
      }
    }
  }

  void enterLevel() {
    level++;
    onStates.removeIf(watch -> !watch.isOpen(level));
    onSteps.removeIf(watch -> !watch.isOpen(level));
  }

  void visit(int place, long state) {
    for (int i = 0; i < onStates.size(); i++) {
      Watch watch = onStates.get(i);
      if (!((Law.Always) watch.law).states().contain(state)) {
        watch.note(level, place, -1);
      }
    }
    for (int i = unreached.size() - 1; i >= 0; i--) {
      if (((Law.Sometimes) unreached.get(i).law).states().contain(state)) {
        unreached.remove(i);
      }
    }
  }

  void expand(int place, long from, Successors successors) {
    for (int i = 0; i < onSteps.size(); i++) {
      Watch watch = onSteps.get(i);
      Law.EachStep law = (Law.EachStep) watch.law;
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
    for (Watch watch : unreached) {
      if (watch.law == law) {
        return Optional.of(
            new Violation(law.name(), Violation.Reason.NEVER_REACHED, List.of(), List.of()));
      }
    }
    for (Watch watch : all) {
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
