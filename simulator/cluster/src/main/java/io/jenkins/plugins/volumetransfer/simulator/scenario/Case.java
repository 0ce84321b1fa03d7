package io.jenkins.plugins.volumetransfer.simulator.scenario;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario with one of the topologies that it speaks of. */
public record Case(Scenario scenario, Topology topology) {
  /** Three moments and three topologies a code. */
  private static final int WAYS_TO_FAIL = 9;

  /** Each scenario with each topology. */
  public static List<Case> all(Catalogue catalogue) {
    return catalogue.scenarios().stream()
        .flatMap(
            scenario ->
                scenario.verdicts().keySet().stream().map(topology -> new Case(scenario, topology)))
        .toList();
  }

  /**
   * For levels where a play takes long: of the many ways in which rsync fails, one for each code,
   * and all of them by turns; everything else as in {@link #all}.
   */
  public static List<Case> sample(Catalogue catalogue) {
    List<Case> sample = new ArrayList<>(all(catalogue));
    List<Case> failures = sample.stream().filter(Case::isFailureOfRsync).toList();
    sample.removeAll(failures);
    for (int i = 0; i < failures.size(); i++) {
      if (i % WAYS_TO_FAIL == i / WAYS_TO_FAIL % WAYS_TO_FAIL) {
        sample.add(failures.get(i));
      }
    }
    return sample;
  }

  /**
   * As many as somebody has time for.
   *
   * @param scale {@code all}, {@code sample}, or anything else for one of each end
   */
  public static List<Case> of(Catalogue catalogue, String scale) {
    return switch (scale) {
      case "all" -> all(catalogue);
      case "sample" -> sample(catalogue);
      default -> oneOfEachEnd(catalogue, Topology.SEPARATE);
    };
  }

  /** Where only the run's end counts: for each way in which one may end, the first that does. */
  public static List<Case> oneOfEachEnd(Catalogue catalogue, Topology topology) {
    Map<RunEnd, Case> firsts = new LinkedHashMap<>();
    for (Scenario scenario : catalogue.scenarios()) {
      scenario
          .verdict(topology)
          .ifPresent(verdict -> firsts.putIfAbsent(verdict.run(), new Case(scenario, topology)));
    }
    return List.copyOf(firsts.values());
  }

  private boolean isFailureOfRsync() {
    return scenario.has(What.RSYNC_EXITS) && scenario.strikes().size() == 1;
  }
}
