package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Exploration;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Explorer;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Violation;
import io.jenkins.plugins.volumetransfer.simulator.handshake.HandshakeModel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Laws;
import io.jenkins.plugins.volumetransfer.simulator.handshake.StrictLaws;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Variant;
import io.jenkins.plugins.volumetransfer.simulator.handshake.ViolationTimelines;
import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable;
import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable.Mark;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The model of our scripts, explored in full.
 *
 * @param budget how many faults may strike, 0 to {@link #BUDGET_MAX}
 */
public record Explorations(List<Topology> topologies, int budget) implements Simulation {
  /** What a state of the model has room for. */
  public static final int BUDGET_MAX = 3;

  public Explorations {
    topologies = List.copyOf(topologies);
  }

  @Override
  public int steps() {
    return topologies.size();
  }

  @Override
  public SimulationResult run(Watcher watcher) {
    Map<Topology, Exploration> found = new LinkedHashMap<>();
    List<Timeline> timelines = new ArrayList<>();
    for (Topology topology : topologies) {
      watcher.begins(lower(topology));
      Variant variant = Variant.ours(topology, budget);
      Exploration exploration = Explorer.explore(HandshakeModel.of(variant), laws(topology));
      found.put(topology, exploration);
      for (Violation violation : exploration.violations()) {
        timelines.add(
            ViolationTimelines.of(violation.law() + ", " + lower(topology), variant, violation));
      }
    }
    return new SimulationResult(
        "All schedules of our scripts with up to " + budget + " faults",
        summary(found),
        Optional.of(results(found)),
        List.of(),
        timelines,
        timelines.isEmpty()
            ? SimulationResult.Outcome.AS_EXPECTED
            : SimulationResult.Outcome.OTHERWISE);
  }

  /** That something can be reached is asked only where there are faults enough for it. */
  private List<Law> laws(Topology topology) {
    return Stream.concat(Laws.ours(topology).stream(), StrictLaws.kept().stream())
        .filter(law -> budget == BUDGET_MAX || !(law instanceof Law.Sometimes))
        .toList();
  }

  private ResultTable results(Map<Topology, Exploration> found) {
    List<ResultTable.Row> rows = new ArrayList<>();
    rows.add(figure("states", found, each -> String.format(Locale.ROOT, "%,d", each.states())));
    rows.add(
        figure(
            "transitions", found, each -> String.format(Locale.ROOT, "%,d", each.transitions())));
    rows.add(figure("depth, in steps", found, each -> Integer.toString(each.depth())));
    rows.add(
        figure(
            "seconds",
            found,
            each -> String.format(Locale.ROOT, "%.1f", each.total().toMillis() / 1000.0)));
    Map<Topology, Set<String>> laws = new LinkedHashMap<>();
    topologies.forEach(
        topology ->
            laws.put(
                topology,
                laws(topology).stream()
                    .map(Law::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new))));
    laws.values().stream()
        .flatMap(Set::stream)
        .distinct()
        .forEach(law -> rows.add(law(law, laws, found)));
    return new ResultTable("Law", topologies.stream().map(Explorations::lower).toList(), rows);
  }

  private static ResultTable.Row figure(
      String name, Map<Topology, Exploration> found, Function<Exploration, String> figure) {
    return new ResultTable.Row(
        name,
        "",
        found.values().stream()
            .map(each -> new ResultTable.Cell(Mark.NEUTRAL, figure.apply(each), ""))
            .toList());
  }

  private static ResultTable.Row law(
      String law, Map<Topology, Set<String>> laws, Map<Topology, Exploration> found) {
    List<ResultTable.Cell> cells = new ArrayList<>();
    found.forEach(
        (topology, exploration) ->
            cells.add(
                !laws.get(topology).contains(law)
                    ? ResultTable.Cell.EMPTY
                    : exploration.violationOf(law).isPresent()
                        ? new ResultTable.Cell(Mark.BAD, "broken", "")
                        : new ResultTable.Cell(Mark.GOOD, "holds", "")));
    return new ResultTable.Row(law, "", cells);
  }

  private static String summary(Map<Topology, Exploration> found) {
    long broken = found.values().stream().mapToLong(each -> each.violations().size()).sum();
    long states = found.values().stream().mapToLong(Exploration::states).sum();
    return String.format(
        Locale.ROOT,
        "%,d states: %s.",
        states,
        broken == 0 ? "all laws hold" : broken + " laws are broken");
  }

  private static String lower(Topology topology) {
    return topology.name().toLowerCase(Locale.ROOT);
  }
}
