package io.jenkins.plugins.volumetransfer.simulator.handshake;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What a search has cost.
 *
 * @param search until all states were found
 * @param whole that and all that comes before and after it, in the same process
 */
record Cost(Duration search, Duration whole) {

  static Cost medianOf(List<Cost> costs) {
    return new Cost(median(costs, Cost::search), median(costs, Cost::whole));
  }

  private static Duration median(List<Cost> costs, Function<Cost, Duration> part) {
    return costs.stream().map(part).sorted().toList().get(costs.size() / 2);
  }
}
