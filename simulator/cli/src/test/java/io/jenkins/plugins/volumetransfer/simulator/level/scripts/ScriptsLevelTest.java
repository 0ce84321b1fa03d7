package io.jenkins.plugins.volumetransfer.simulator.level.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Codes;
import io.jenkins.plugins.volumetransfer.simulator.scenario.ExpectedEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Recording;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptDirectory;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Token;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Moment;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On level 2, the real scripts,")
@Tag("integration")
class ScriptsLevelTest {
  private final Level level = new ScriptsLevel(2);

  /** Of the many codes with which rsync may fail, one of each answer of the engine. */
  static Stream<Arguments> scenarios() {
    return Catalogue.own().scenarios().stream()
        .filter(
            scenario ->
                !scenario.has(What.RSYNC_EXITS) || scenario.name().matches(".*-(11|12|24)-at-50"))
        .flatMap(
            scenario ->
                scenario.verdicts().keySet().stream()
                    .map(topology -> Arguments.of(scenario, topology)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("scenarios")
  @DisplayName("each scenario ends as it must, in the usual schedule and in some that are drawn")
  void asExpected(Scenario scenario, Topology topology) {
    Played played = level.play(scenario, topology);

    assertThat(played)
        .isInstanceOf(
            scenario.has(What.NODE_LOST) || scenario.has(What.CLOCK_JUMPS)
                ? Played.NotExpressible.class
                : Played.AsExpected.class);
  }

  @Test
  @DisplayName("a verdict that a schedule breaks is refused, with the run that does and its token")
  void otherwise() throws IOException {
    Played.Otherwise otherwise = refused("rsync-fails-with-12-at-50", ExitCode.SUCCESS);
    Timeline timeline = otherwise.timeline().orElseThrow();

    assertThat(otherwise.got()).isEqualTo("rsync PROTOCOL_STREAM + stunnel SUCCESS");
    assertThat(timeline.moments())
        .filteredOn(each -> each.kind() == Moment.Kind.FAULT)
        .singleElement()
        .matches(each -> each.text().equals("ends with an error (12)"));
    assertThat(timeline.moments())
        .filteredOn(each -> each.kind() == Moment.Kind.END)
        .extracting(Moment::text)
        .containsExactly("ends with 12 (PROTOCOL_STREAM)", "ends with 0 (SUCCESS)");
    Token token = Token.parse(timeline.token());
    try (ScriptDirectory scripts = ScriptDirectory.ours()) {
      Recording again = Recording.replay(scripts.of(token.setting().topology()), token);

      assertThat(again.timeline("").moments()).isEqualTo(timeline.moments());
    }
  }

  @Test
  @DisplayName("the usual schedule of a scenario can be looked at")
  void show() {
    Scenario scenario = Catalogue.own().find("rsync-fails-with-12-at-50").orElseThrow();

    assertThat(level.show(scenario, Topology.SEPARATE).orElseThrow().moments())
        .extracting(Moment::text)
        .contains("ends with an error (12)", "ends with 12 (PROTOCOL_STREAM)");
    assertThat(level.show(Catalogue.own().find("node-lost").orElseThrow(), Topology.SEPARATE))
        .isEmpty();
  }

  @Test
  @DisplayName("a run that must wait out a timeout is refused if the verdict does not name it")
  void waitsForTimeout() {
    assertThat(refused("nc-never-answers", ExitCode.TUNNEL_DIED).got())
        .startsWith("L1: both containers end: not within");
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
