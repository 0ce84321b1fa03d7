package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Exploration;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Explorer;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many distinct states of the handshake are found in a second; medians, after warming up. */
public final class ExplorerBenchmark {
  private static final int WARM_UPS = 4;
  private static final int RUNS = 5;

  private ExplorerBenchmark() {}

  public static void main(String[] arguments) {
    for (Topology topology : Topology.values()) {
      report(topology, "all laws", Laws.ours(topology));
      report(topology, "no laws", List.of());
    }
  }

  private static void report(Topology topology, String what, List<Law> laws) {
    HandshakeModel model = HandshakeModel.of(Variant.ours(topology, 3));
    List<Exploration> runs = new ArrayList<>();
    for (int run = 0; run < WARM_UPS + RUNS; run++) {
      Exploration found = Explorer.explore(model, laws);
      if (run >= WARM_UPS) {
        runs.add(found);
      }
    }
    runs.sort(Comparator.comparing(Exploration::searching));
    Exploration median = runs.get(RUNS / 2);
    System.out.printf(
        "%-9s %-9s %,10d states %,11d transitions %,6d ms search %,6d ms in all %,11.0f states/s%n",
        topology,
        what,
        median.states(),
        median.transitions(),
        median.searching().toMillis(),
        median.total().toMillis(),
        median.statesPerSecond());
  }
}
