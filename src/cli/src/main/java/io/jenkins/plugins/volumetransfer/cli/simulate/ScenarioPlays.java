package io.jenkins.plugins.volumetransfer.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.scenario.Level;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Results;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Results.Mark;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scenarios, each with each topology where it can happen, on each level. */
public record ScenarioPlays(List<Scenario> scenarios, List<Topology> topologies, List<Level> levels)
    implements Simulation {

  public ScenarioPlays {
    scenarios = List.copyOf(scenarios);
    topologies = List.copyOf(topologies);
    levels = List.copyOf(levels);
  }

  @Override
  public int steps() {
    long plays =
        scenarios.stream()
            .flatMap(
                scenario -> topologies.stream().flatMap(each -> scenario.verdict(each).stream()))
            .count();
    return Math.toIntExact(plays * levels.size());
  }

  @Override
  public Findings run(Watcher watcher) {
    List<Results.Row> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Timeline> timelines = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      List<Results.Cell> cells = new ArrayList<>();
      for (Topology topology : topologies) {
        for (Level level : levels) {
          if (scenario.verdict(topology).isEmpty()) {
            cells.add(Results.Cell.EMPTY);
            continue;
          }
          String play = scenario.name() + ", " + lower(topology) + ", " + level.name();
          watcher.begins(play);
          Played played = level.play(scenario, topology);
          cells.add(cell(played));
          if (played instanceof Played.Otherwise otherwise) {
            otherwise.timeline().ifPresent(timelines::add);
          }
          if (isOfNote(played)) {
            notes.add(play + ": " + cell(played).detail());
          }
        }
      }
      rows.add(new Results.Row(scenario.name(), scenario.sentence(), cells));
    }
    Results results = new Results("Scenario", columns(), rows);
    return new Findings(
        "Scenarios",
        summary(results),
        Optional.of(results),
        notes,
        timelines,
        results.count(Mark.BAD) == 0 ? Findings.Outcome.AS_EXPECTED : Findings.Outcome.OTHERWISE);
  }

  /** Of one scenario all is told. Of many, only what went wrong: the page has the rest. */
  private boolean isOfNote(Played played) {
    return scenarios.size() == 1 || played instanceof Played.Otherwise;
  }

  private List<String> columns() {
    return topologies.stream()
        .flatMap(topology -> levels.stream().map(level -> lower(topology) + " " + level.name()))
        .toList();
  }

  private static String lower(Topology topology) {
    return topology.name().toLowerCase(Locale.ROOT);
  }

  private static Results.Cell cell(Played played) {
    if (played instanceof Played.AsExpected expected) {
      return new Results.Cell(Mark.GOOD, "as expected", expected.evidence());
    }
    if (played instanceof Played.Otherwise otherwise) {
      return new Results.Cell(
          Mark.BAD, "otherwise", "expected " + otherwise.expected() + "; got " + otherwise.got());
    }
    Played.NotExpressible nothing = (Played.NotExpressible) played;
    return new Results.Cell(Mark.NEUTRAL, "not expressible", nothing.why());
  }

  private String summary(Results results) {
    return "%d scenarios: %d results as expected, %d otherwise, %d not expressible."
        .formatted(
            scenarios.size(),
            results.count(Mark.GOOD),
            results.count(Mark.BAD),
            results.count(Mark.NEUTRAL));
  }
}
