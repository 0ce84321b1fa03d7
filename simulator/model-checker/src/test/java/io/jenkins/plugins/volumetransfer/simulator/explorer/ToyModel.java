package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** A model as a list of guarded steps, for tests. */
final class ToyModel implements Model {
  private final List<Transition> actions = new ArrayList<>();
  private final List<LongPredicate> guards = new ArrayList<>();
  private final List<LongUnaryOperator> effects = new ArrayList<>();

  ToyModel step(String actor, String label, LongPredicate guard, LongUnaryOperator effect) {
    return action(actor, label, Transition.Kind.STEP, guard, effect);
  }

  ToyModel action(
      String actor,
      String label,
      Transition.Kind kind,
      LongPredicate guard,
      LongUnaryOperator effect) {
    actions.add(new Transition(actor, label, kind));
    guards.add(guard);
    effects.add(effect);
    return this;
  }

  static long digit(long state, int place) {
    return (state >>> (4 * place)) & 0xF;
  }

  static long with(long state, int place, long digit) {
    return (state & ~(0xFL << (4 * place))) | (digit << (4 * place));
  }

  @Override
  public List<Transition> actions() {
    return actions;
  }

  @Override
  public long initialState() {
    return 0;
  }

  @Override
  public void expand(long state, Successors successors) {
    for (int i = 0; i < guards.size(); i++) {
      if (guards.get(i).test(state)) {
        successors.add(i, effects.get(i).applyAsLong(state));
      }
    }
  }
}
