package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Exploration;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Explorer;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import io.jenkins.plugins.volumetransfer.simulator.handshake.PromelaTwin.Order;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Our explorer beside SPIN, on the handshake with the topology SEPARATE and all usual faults.
 *
 * <ol>
 *   <li>For each budget both must find the same number of states and transitions.
 *   <li>Each way to search takes its turn in each round; what counts is the median.
 * </ol>
 */
final class ExplorerBenchmark {
  private static final int WARM_UPS = 5;
  private static final int ROUNDS = 5;
  private static final int BUDGET_MAX = 3;

  private static final String OURS = "ours";
  private static final String COLD = "ours, cold";

  private final Path twinFile;
  private final Path directory;
  private final Map<Order, PromelaTwin> twins = new LinkedHashMap<>();
  private int states;

  private ExplorerBenchmark(Path twinFile, Path directory) {
    this.twinFile = twinFile;
    this.directory = directory;
  }

  /**
   * Exits with 1 if the counts differ, or if ours is slower than SPIN.
   *
   * @param arguments the Promela file, a directory for what is generated, and {@code --quick} for
   *     small counts and no rounds
   */
  public static void main(String[] arguments) throws IOException {
    boolean quick = List.of(arguments).contains("--quick");
    ExplorerBenchmark benchmark =
        new ExplorerBenchmark(Path.of(arguments[0]), Path.of(arguments[1]));
    for (int budget = 0; budget <= (quick ? 1 : BUDGET_MAX); budget++) {
      benchmark.compare(budget);
    }
    if (!quick && !benchmark.isFaster()) {
      System.exit(1);
    }
  }

  private static HandshakeModel model(int budget) {
    return HandshakeModel.of(Variant.ours(Topology.SEPARATE, budget));
  }

  private void compare(int budget) throws IOException {
    Exploration ours = Explorer.explore(model(budget), List.of());
    for (Order order : Order.values()) {
      Path twinDirectory = Files.createTempDirectory(directory, "twin");
      PromelaTwin twin = PromelaTwin.compile(twinFile, twinDirectory, budget, order);
      PromelaTwin.Found found = twin.search();
      System.out.printf(
          "budget %d, %-13s %,10d states %,11d transitions; ours %,10d and %,11d%n",
          budget, order, found.states(), found.transitions(), ours.states(), ours.transitions());
      if (found.states() != ours.states() || found.transitions() != ours.transitions()) {
        throw new IllegalStateException("the twin and the model differ");
      }
      twins.put(order, twin);
    }
    states = ours.states();
  }

  private boolean isFaster() {
    Map<String, Cost> medians = medians();
    System.out.printf(
        "%nbudget %d, one core, medians of %d%n%-22s %10s %14s %15s%n",
        BUDGET_MAX, ROUNDS, "", "search", "states/s", "whole process");
    medians.forEach(
        (name, cost) ->
            System.out.printf(
                "%-22s %,7d ms %,14.0f %,12d ms%n",
                name,
                cost.search().toMillis(),
                states / (cost.search().toNanos() / 1e9),
                cost.whole().toMillis()));
    boolean faster = true;
    for (Order order : Order.values()) {
      Cost spin = medians.get(nameOf(order));
      double warm = ratio(spin.search().toNanos(), medians.get(OURS).search().toNanos());
      double cold = ratio(spin.whole().toNanos(), medians.get(COLD).whole().toNanos());
      System.out.printf(
          "%s to ours: search %.2f, whole process from a cold start %.2f%n",
          nameOf(order), warm, cold);
      faster &= warm > 1;
    }
    System.out.printf("aim: ours searches faster than SPIN: %s%n", faster ? "met" : "MISSED");
    return faster;
  }

  private static double ratio(long numerator, long denominator) {
    return (double) numerator / denominator;
  }

  private static String nameOf(Order order) {
    return order == Order.DEPTH_FIRST ? "SPIN, depth first" : "SPIN, breadth first";
  }

  private Map<String, Cost> medians() {
    HandshakeModel model = model(BUDGET_MAX);
    List<Law> laws = Laws.ours(Topology.SEPARATE);
    Map<String, Supplier<Cost>> searches = new LinkedHashMap<>();
    searches.put(OURS, () -> warm(model, List.of()));
    searches.put("ours, all laws", () -> warm(model, laws));
    searches.put(COLD, ColdSearch::run);
    twins.forEach((order, twin) -> searches.put(nameOf(order), () -> twin.search().cost()));
    for (int i = 0; i < WARM_UPS; i++) {
      warm(model, List.of());
      warm(model, laws);
    }
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      searches.forEach(
          (name, search) ->
              costs.computeIfAbsent(name, first -> new ArrayList<>()).add(search.get()));
    }
    Map<String, Cost> medians = new LinkedHashMap<>();
    costs.forEach((name, all) -> medians.put(name, Cost.medianOf(all)));
    return medians;
  }

  /** Here the whole includes the laws on cycles, but no start of a process. */
  private static Cost warm(HandshakeModel model, List<Law> laws) {
    Exploration found = Explorer.explore(model, laws);
    return new Cost(found.searching(), found.total());
  }
}
