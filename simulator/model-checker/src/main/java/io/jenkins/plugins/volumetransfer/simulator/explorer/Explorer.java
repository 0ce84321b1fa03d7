package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Visits every state of a model, breadth first, and checks laws.
 *
 * <ol>
 *   <li>Find all states, level by level; check what is said of states and of steps.
 *   <li>Where a law is about cycles, keep the steps as a graph and look at its strongly connected
 *       components.
 *   <li>For each law that is broken, search once more for the best of the shortest runs. So nothing
 *       but the state itself is kept during the search.
 * </ol>
 */
public final class Explorer {
  private final Model model;
  private final List<Law> laws;
  private final StateSet states = new StateSet();
  private final Successors successors = new Successors();
  private final IntList levels = new IntList();
  private long transitions;

  private Explorer(Model model, List<Law> laws) {
    this.model = model;
    this.laws = List.copyOf(laws);
  }

  public static Exploration explore(Model model, List<Law> laws) {
    return new Explorer(model, laws).run();
  }

  private Exploration run() {
    long begin = System.nanoTime();
    LawChecks watches = new LawChecks(laws);
    search(watches);
    Duration searching = Duration.ofNanos(System.nanoTime() - begin);
    List<Violation> violations = violations(watches);
    Duration total = Duration.ofNanos(System.nanoTime() - begin);
    int depth = levels.size() - 1;
    return new Exploration(states.size(), transitions, depth, searching, total, violations);
  }

  private void search(LawChecks watches) {
    states.add(model.initialState());
    for (int place = 0, levelEnd = 0; place < states.size(); place++) {
      if (place == levelEnd) {
        levels.add(place);
        watches.enterLevel();
        levelEnd = states.size();
      }
      long from = states.get(place);
      watches.visit(place, from);
      successors.clear();
      model.expand(from, successors);
      int size = successors.size();
      transitions += size;
      for (int i = 0; i < size; i++) {
        states.add(successors.state(i));
      }
      watches.expand(place, from, successors);
    }
  }

  private List<Violation> violations(LawChecks watches) {
    Paths paths = new Paths(model, states, levels);
    Optional<Cycles> cycles =
        laws.stream().anyMatch(Explorer::isOnCycles)
            ? Optional.of(new Cycles(model, states, Graph.of(model, states, transitions), paths))
            : Optional.empty();
    return laws.stream()
        .flatMap(
            law ->
                cycles
                    .filter(some -> isOnCycles(law))
                    .map(some -> some.check(law))
                    .orElseGet(() -> watches.check(law, paths))
                    .stream())
        .toList();
  }

  private static boolean isOnCycles(Law law) {
    return law instanceof Law.Ends || law instanceof Law.NoBusyWait;
  }
}
