package io.jenkins.plugins.volumetransfer.simulator.junit;

import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerDistance;

/** Finds a scenario by its name, and says what may have been meant. */
record ScenarioLookup(Catalogue catalogue) {

  private static final int NEAREST_MAX = 3;

  /**
   * The scenario of that name.
   *
   * @throws IllegalArgumentException with the nearest names, when there is none
   */
  Scenario find(String name) {
    return catalogue
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no scenario \"%s\"; did you mean %s?"
                        .formatted(name, nearest(name))));
  }

  private String nearest(String name) {
    JaroWinklerDistance distance = new JaroWinklerDistance();
    return catalogue.scenarios().stream()
        .map(Scenario::name)
        .sorted(Comparator.comparing(known -> distance.apply(name, known)))
        .limit(NEAREST_MAX)
        .collect(Collectors.joining(", "));
  }
}
