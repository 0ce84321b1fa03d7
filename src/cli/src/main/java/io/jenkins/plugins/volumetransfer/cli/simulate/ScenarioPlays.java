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
import java.util.stream.Stream;

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
    List<Play> plays = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      List<Optional<Play>> played = play(scenario, watcher);
      played.forEach(each -> each.ifPresent(plays::add));
      rows.add(
          new Results.Row(
              scenario.name(),
              scenario.sentence(),
              played.stream()
                  .map(each -> each.map(Play::cell).orElse(Results.Cell.EMPTY))
                  .toList()));
    }
    Results results = new Results("Scenario", columns(), rows);
    return new Findings(
        "Scenarios",
        summary(results),
        Optional.of(results),
        plays.stream().filter(this::isOfNote).map(Play::note).toList(),
        plays.stream().flatMap(Play::timeline).toList(),
        results.count(Mark.BAD) == 0 ? Findings.Outcome.AS_EXPECTED : Findings.Outcome.OTHERWISE);
  }

  /** One for each column; empty where it can't happen. */
  private List<Optional<Play>> play(Scenario scenario, Watcher watcher) {
    List<Optional<Play>> plays = new ArrayList<>();
    for (Topology topology : topologies) {
      for (Level level : levels) {
        plays.add(
            scenario
                .verdict(topology)
                .map(
                    verdict -> {
                      String name = scenario.name() + ", " + lower(topology) + ", " + level.name();
                      watcher.begins(name);
                      return new Play(name, level.play(scenario, topology));
                    }));
      }
    }
    return plays;
  }

  /** Of one scenario all is told. Of many, only what went wrong: the page has the rest. */
  private boolean isOfNote(Play play) {
    return scenarios.size() == 1 || play.played() instanceof Played.Otherwise;
  }

  private List<String> columns() {
    return topologies.stream()
        .flatMap(topology -> levels.stream().map(level -> lower(topology) + "\n" + level.name()))
        .toList();
  }

  private static String lower(Topology topology) {
    return topology.name().toLowerCase(Locale.ROOT);
  }

  private record Play(String name, Played played) {
    Results.Cell cell() {
      if (played instanceof Played.AsExpected expected) {
        return new Results.Cell(Mark.GOOD, "as expected", expected.evidence());
      }
      if (played instanceof Played.Otherwise otherwise) {
        return new Results.Cell(
            Mark.BAD, "otherwise", "expected " + otherwise.expected() + "; got " + otherwise.got());
      }
      return new Results.Cell(
          Mark.NEUTRAL, "not expressible", ((Played.NotExpressible) played).why());
    }

    String note() {
      return name + ": " + cell().text() + ": " + cell().detail();
    }

    Stream<Timeline> timeline() {
      return played instanceof Played.Otherwise otherwise
          ? otherwise.timeline().stream()
          : Stream.empty();
    }
  }

  private String summary(Results results) {
    return String.format(
        Locale.ROOT,
        "%s: %d results as expected, %d otherwise, %d not expressible.",
        scenarios.size() == 1 ? "1 scenario" : scenarios.size() + " scenarios",
        results.count(Mark.GOOD),
        results.count(Mark.BAD),
        results.count(Mark.NEUTRAL));
  }
}
