package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.simulator.handshake.KnownDefect;
import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the user asks for, from a valid combination of options.
 *
 * @param scenarios names; none: all
 * @param topologies none: all, or the usual one where there can be only one
 * @param levels names; none: the usual ones
 * @param budget how many faults
 */
public record Request(
    Mode mode,
    Set<String> scenarios,
    Set<Topology> topologies,
    Set<String> levels,
    int budget,
    Optional<Long> seed,
    Optional<String> token) {

  /**
   * Checks everything, runs nothing.
   *
   * @throws BadInput if a value is wrong
   */
  public Simulation simulation(Levels known) {
    return switch (mode) {
      case EXPLORE -> new Explorations(List.copyOf(wanted()), faults());
      case DEFECTS -> defects();
      case RANDOM -> random();
      case REPLAY -> OneSchedule.replay(token.orElseThrow());
      case SCENARIOS, LIST -> plays(Catalogue.own(), known);
    };
  }

  private int faults() {
    if (budget < 0 || budget > Explorations.BUDGET_MAX) {
      throw new BadInput("--budget: write a number from 0 to " + Explorations.BUDGET_MAX);
    }
    return budget;
  }

  private Simulation defects() {
    return new SeedDefects(
        KnownDefect.all().stream()
            .filter(exhibit -> wanted().contains(exhibit.variant().topology()))
            .toList());
  }

  private Simulation random() {
    if (topologies.size() > 1) {
      throw new BadInput("--seed: name one --topology, not several");
    }
    return OneSchedule.random(
        topologies.stream().findFirst().orElse(Topology.SEPARATE), seed.orElseThrow());
  }

  private Simulation plays(Catalogue catalogue, Levels known) {
    ScenarioList list = new ScenarioList(catalogue);
    for (String name : scenarios) {
      list.problem(name)
          .ifPresent(
              problem -> {
                throw new BadInput("--scenario: " + problem);
              });
    }
    List<Scenario> wanted =
        catalogue.scenarios().stream()
            .filter(each -> scenarios.isEmpty() || scenarios.contains(each.name()))
            .toList();
    return new ScenarioPlays(
        wanted,
        Stream.of(Topology.values())
            .filter(each -> topologies.isEmpty() || topologies.contains(each))
            .toList(),
        levels(known));
  }

  private List<Level> levels(Levels known) {
    for (String name : levels) {
      if (!known.byName().containsKey(name)) {
        throw new BadInput(
            "--level: there is no \"%s\"; write one of %s"
                .formatted(name, String.join(", ", known.byName().keySet())));
      }
    }
    return known.byName().entrySet().stream()
        .filter(each -> (levels.isEmpty() ? known.usual() : levels).contains(each.getKey()))
        .map(Map.Entry::getValue)
        .map(Supplier::get)
        .toList();
  }

  private Set<Topology> wanted() {
    return topologies.isEmpty() ? EnumSet.allOf(Topology.class) : EnumSet.copyOf(topologies);
  }
}
