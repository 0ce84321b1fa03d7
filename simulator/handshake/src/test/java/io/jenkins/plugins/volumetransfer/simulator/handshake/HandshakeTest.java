package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Exploration;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Explorer;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Violation;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the handshake, by full exploration of the model with up to three faults. */
@Tag("integration")
class HandshakeTest {
  /** By variants that several tests look at, the laws that break in them. */
  private static final Map<Variant, Set<String>> BROKEN = new ConcurrentHashMap<>();

  @ParameterizedTest
  @EnumSource
  @DisplayName("no schedule of our scripts with three faults breaks a law")
  void ours(Topology topology) {
    Variant variant = Variant.ours(topology, 3);
    Exploration found = explore(variant);
    BROKEN.put(variant, lawsBrokenIn(found));

    System.out.printf(
        "%-9s %,10d states %,11d transitions, depth %3d, %,6d ms, %d violations%n",
        topology,
        found.states(),
        found.transitions(),
        found.depth(),
        found.total().toMillis(),
        found.violations().size());
    assertThat(found.violations()).extracting(Violation::text).isEmpty();
  }

  private static List<Law> kept(Topology topology) {
    List<Law> laws = new ArrayList<>(Laws.ours(topology));
    laws.addAll(StrictLaws.kept());
    return laws;
  }

  static Stream<Arguments> mutants() {
    return Stream.of(Guard.values())
        .flatMap(
            guard -> guard.topologies().stream().map(topology -> Arguments.of(guard, topology)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("mutants")
  @DisplayName("without any one guard a law breaks")
  void mutant(Guard guard, Topology topology) {
    Set<String> broken = new TreeSet<>();
    int budget = 0;
    while (broken.isEmpty() && budget < 3) {
      budget++;
      Variant variant = Variant.ours(topology, budget);
      broken.addAll(lawsBrokenIn(explore(variant.without(guard))));
      // With a small budget not all is reached.
      broken.removeAll(BROKEN.computeIfAbsent(variant, each -> lawsBrokenIn(explore(each))));
    }

    System.out.printf("%-9s without %-20s %d faults: %s%n", topology, guard, budget, broken);
    assertThat(broken).as(guard.line()).isNotEmpty();
  }

  private static Exploration explore(Variant variant) {
    return Explorer.explore(HandshakeModel.of(variant), kept(variant.topology()));
  }

  private static Set<String> lawsBrokenIn(Exploration found) {
    return found.violations().stream().map(Violation::law).collect(Collectors.toSet());
  }

  static List<KnownDefect> exhibits() {
    return KnownDefect.all();
  }

  @ParameterizedTest
  @MethodSource("exhibits")
  @DisplayName("each defect of the seed's scripts is found")
  void seed(KnownDefect exhibit) {
    Violation violation = exhibit.search().orElseThrow();

    System.out.printf(
        "defect %d: %s%n%s%n", exhibit.number(), exhibit.sentence(), violation.text());
    assertThat(violation.steps()).isNotEmpty();
  }

  @Test
  @DisplayName("all eight defects are exhibited")
  void eight() {
    assertThat(KnownDefect.all()).extracting(KnownDefect::number).contains(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  @DisplayName("the one law that our scripts do not keep is known")
  void wishes() {
    Exploration found =
        Explorer.explore(HandshakeModel.of(Variant.ours(Topology.SEPARATE, 3)), StrictLaws.all());

    found.violations().forEach(violation -> System.out.println(violation.text()));
    assertThat(found.violations()).extracting(Violation::law).containsExactly(StrictLaws.STARTED);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("exhaustive")
  @DisplayName("with the remedies all laws hold, also those that are only wished for")
  void mended(Topology topology) {
    List<Law> laws = new ArrayList<>(Laws.ours(topology));
    laws.addAll(StrictLaws.all());

    Exploration found =
        Explorer.explore(HandshakeModel.of(Variant.ours(topology, 3).mended()), laws);

    assertThat(found.violations()).extracting(Violation::text).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("exhaustive")
  @DisplayName("each remedy is needed")
  void eachRemedy(Mitigation remedy) {
    Variant variant =
        Variant.ours(Topology.SEPARATE, 3).with(EnumSet.complementOf(EnumSet.of(remedy)));

    assertThat(Explorer.explore(HandshakeModel.of(variant), StrictLaws.all()).violations())
        .as(remedy.change())
        .isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the laws hold without a fault too")
  void noFault(Topology topology) {
    Exploration found =
        Explorer.explore(HandshakeModel.of(Variant.ours(topology, 0)), Laws.general());

    assertThat(found.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STUNNEL_CONTAINER_RESTARTED")
  @DisplayName("each fault can strike alone")
  void eachFault(ModelFault fault) {
    Variant none = Variant.ours(Topology.SEPARATE, 1).with();

    assertThat(statesOf(none.with(fault))).isGreaterThan(statesOf(none));
  }

  private static int statesOf(Variant variant) {
    return Explorer.explore(HandshakeModel.of(variant), List.of()).states();
  }
}
