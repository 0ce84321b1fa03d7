package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable;
import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable.Mark;
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
  public SimulationResult run(Watcher watcher) {
    List<ResultTable.Row> rows = new ArrayList<>();
    List<Play> plays = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      List<Optional<Play>> played = play(scenario, watcher);
      played.forEach(each -> each.ifPresent(plays::add));
      rows.add(
          new ResultTable.Row(
              scenario.name(),
              scenario.sentence(),
              played.stream()
                  .map(
                      each -> each.map(play -> play.played().cell()).orElse(ResultTable.Cell.EMPTY))
                  .toList()));
    }
    ResultTable results = new ResultTable("Scenario", columns(), rows);
    return new SimulationResult(
        "Scenarios",
        summary(results),
        Optional.of(results),
        notes(plays),
        timelines(plays),
        results.count(Mark.BAD) == 0
            ? SimulationResult.Outcome.AS_EXPECTED
            : SimulationResult.Outcome.OTHERWISE);
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
                      String place = lower(topology) + ", " + level.name();
                      String name = scenario.name() + ", " + place;
                      watcher.begins(name);
                      return new Play(isOne() ? place : name, scenario, topology, level);
                    }));
      }
    }
    return plays;
  }

  private boolean isOne() {
    return scenarios.size() == 1;
  }

  /** Of one scenario all is told. Of many, only what went wrong: the page has the rest. */
  private List<String> notes(List<Play> plays) {
    return isOne()
        ? Stream.concat(
                scenarios.stream().map(each -> each.name() + ": " + each.sentence()),
                plays.stream().map(Play::note))
            .toList()
        : plays.stream().filter(play -> play.mark() == Mark.BAD).map(Play::note).toList();
  }

  /** What went wrong; of one scenario at least one schedule. */
  private List<Timeline> timelines(List<Play> plays) {
    List<Timeline> wrong = plays.stream().flatMap(Play::wrong).toList();
    return isOne() && wrong.isEmpty()
        ? plays.stream().flatMap(Play::right).limit(1).toList()
        : wrong;
  }

  private List<String> columns() {
    return topologies.stream()
        .flatMap(topology -> levels.stream().map(level -> lower(topology) + "\n" + level.name()))
        .toList();
  }

  private static String lower(Topology topology) {
    return topology.name().toLowerCase(Locale.ROOT);
  }

  private record Play(
      String name, Scenario scenario, Topology topology, Level level, Played played) {

    Play(String name, Scenario scenario, Topology topology, Level level) {
      this(name, scenario, topology, level, level.play(scenario, topology));
    }

    Mark mark() {
      return played.cell().mark();
    }

    String note() {
      String verdict = mark() == Mark.GOOD ? "" : played.cell().text() + ": ";
      return name + ": " + verdict + played.cell().detail();
    }

    Stream<Timeline> right() {
      return mark() == Mark.GOOD ? level.show(scenario, topology).stream() : Stream.empty();
    }

    Stream<Timeline> wrong() {
      return played instanceof Played.Otherwise otherwise
          ? otherwise.timeline().stream()
          : Stream.empty();
    }
  }

  private String summary(ResultTable results) {
    return "%s: %s results as expected, %s otherwise, %s not expressible."
        .formatted(
            scenarios.size() == 1 ? "1 scenario" : scenarios.size() + " scenarios",
            results.count(Mark.GOOD),
            results.count(Mark.BAD),
            results.count(Mark.NEUTRAL));
  }
}
