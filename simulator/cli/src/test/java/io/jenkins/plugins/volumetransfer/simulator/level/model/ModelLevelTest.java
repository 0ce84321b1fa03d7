package io.jenkins.plugins.volumetransfer.simulator.level.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Codes;
import io.jenkins.plugins.volumetransfer.simulator.scenario.ExpectedEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Moment;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On level 1, the model,")
@Tag("integration")
class ModelLevelTest {
  private final Level level = new ModelLevel();

  static Stream<Arguments> scenarios() {
    return Catalogue.own().scenarios().stream()
        .flatMap(
            scenario ->
                scenario.verdicts().keySet().stream()
                    .map(topology -> Arguments.of(scenario, topology)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("scenarios")
  @DisplayName("each scenario ends as it must, in all schedules")
  void asExpected(Scenario scenario, Topology topology) {
    Played played = level.play(scenario, topology);

    System.out.printf("%-45s %-9s %s%n", scenario, topology, words(played));
    assertThat(played.getClass())
        .as(words(played))
        .isEqualTo(
            scenario.has(What.NODE_LOST) ? Played.NotExpressible.class : Played.AsExpected.class);
  }

  private static String words(Played played) {
    if (played instanceof Played.AsExpected as) {
      return as.evidence();
    }
    return played instanceof Played.Otherwise other
        ? other.expected() + " expected; " + other.got()
        : played.toString();
  }

  @Test
  @DisplayName("a verdict that some schedule breaks is refused, with the shortest run that does")
  void tooStrict() {
    Played.Otherwise otherwise = refused("stunnel-dies-at-40", ExitCode.TUNNEL_DIED);
    Timeline timeline = otherwise.timeline().orElseThrow();
    List<Moment> moments = timeline.moments();
    Moment last = moments.get(moments.size() - 1);

    assertThat(otherwise.got()).contains("rsync an error of rsync");
    assertThat(timeline.verdict()).contains("the containers end as they must");
    assertThat(moments).filteredOn(each -> each.kind() == Moment.Kind.FAULT).singleElement();
    assertThat(last.kind()).isEqualTo(Moment.Kind.END);
    assertThat(last.files().keySet())
        .containsAll(Set.of("rsync-client-container-done", "stunnel-container-done"))
        .doesNotContain("rsync-client-container-lock", "stunnel-process-lock");
    assertThat(moments)
        .anyMatch(each -> "held by stunnel".equals(each.files().get("stunnel-process-lock")));
  }

  @Test
  @DisplayName("a verdict that is never reached is refused")
  void neverReached() {
    assertThat(refused("success", ExitCode.PARTIAL).got())
        .contains("rsync SUCCESS + stunnel SUCCESS");
  }

  @Test
  @DisplayName("a run that must wait out a timeout is refused if the verdict does not name it")
  void waitsForTimeout() {
    Played.Otherwise otherwise = refused("nc-never-answers", ExitCode.TUNNEL_DIED);

    assertThat(otherwise.got()).contains("ends: none");
    assertThat(otherwise.timeline().orElseThrow().repeatsFrom()).isPresent();
  }

  @Test
  @DisplayName("a topology of which the scenario says nothing is not played")
  void otherTopology() {
    Scenario scenario = Catalogue.own().find("stunnel-container-oom-killed").orElseThrow();

    assertThat(level.play(scenario, Topology.SINGLE)).isInstanceOf(Played.NotExpressible.class);
  }

  /** What comes of the scenario of that name with another verdict on rsync, for SEPARATE. */
  private Played.Otherwise refused(String name, ExitCode rsync) {
    Scenario scenario = Catalogue.own().find(name).orElseThrow();
    ExpectedEnd right = scenario.verdict(Topology.SEPARATE).orElseThrow();
    ExpectedEnd wrong =
        new ExpectedEnd(Codes.of(Set.of(rsync.number())), right.stunnel(), right.run());
    Scenario changed =
        new Scenario(
            name, scenario.sentence(), scenario.strikes(), Map.of(Topology.SEPARATE, wrong));
    return (Played.Otherwise) level.play(changed, Topology.SEPARATE);
  }
}
