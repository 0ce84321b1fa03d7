package io.jenkins.plugins.volumetransfer.simulator.scenario;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that may happen to a transfer.
 *
 * <p>The topology is core's {@link Topology}: it is the user's word, the engine takes it, and a
 * scenario speaks of pods as the engine makes them.
 *
 * @param name in kebab-case, unique
 * @param sentence what happens, for people
 * @param strikes in the order in which they strike; none: nothing goes wrong
 * @param verdicts how it must end; nothing is said of a topology in which it can't happen
 */
public record Scenario(
    String name, String sentence, List<Strike> strikes, Map<Topology, ExpectedEnd> verdicts) {

  public Scenario {
    strikes = List.copyOf(strikes);
    Map<Topology, ExpectedEnd> sorted = new EnumMap<>(Topology.class);
    sorted.putAll(verdicts);
    verdicts = Collections.unmodifiableMap(sorted);
  }

  /** How it must end. */
  public Optional<ExpectedEnd> verdict(Topology topology) {
    return Optional.ofNullable(verdicts.get(topology));
  }

  /** Whether something of that kind happens. */
  public boolean has(What what) {
    return strikes.stream().anyMatch(strike -> strike.what() == what);
  }

  @Override
  public String toString() {
    return name;
  }
}
