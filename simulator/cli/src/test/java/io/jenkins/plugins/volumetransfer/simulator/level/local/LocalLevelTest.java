package io.jenkins.plugins.volumetransfer.simulator.level.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole catalogue is played by ScenariosIT. */
@DisplayName("On level 4, the local cluster,")
@Tag("integration")
class LocalLevelTest {
  private final Level level = new LocalLevel();

  @Test
  @DisplayName("a strike in the midst of the copy is seen by both containers and the engine")
  void played() {
    Played played = level.play(scenario("stunnel-dies-at-40"), Topology.SEPARATE);

    assertThat(played).isInstanceOf(Played.AsExpected.class);
    assertThat(((Played.AsExpected) played).evidence())
        .contains("stunnel STUNNEL_DIED", "the run TUNNEL_DIED");
  }

  @Test
  @DisplayName("a copy that was over before it was struck is played again, more slowly")
  void tooLate() {
    Played played =
        new LocalLevel(List.of(1L << 40, 2L << 20))
            .play(scenario("stunnel-dies-at-90"), Topology.SEPARATE);

    assertThat(played).isInstanceOf(Played.AsExpected.class);
  }

  @Test
  @DisplayName("a pod that replaces another is the one that is judged")
  void replaced() {
    Played played = level.play(scenario("pod-replaced"), Topology.SEPARATE);

    assertThat(played).isInstanceOf(Played.AsExpected.class);
  }

  @Test
  @DisplayName("a verdict that is wrong is refused, with what was seen")
  void wrong() {
    Scenario fails = scenario("rsync-fails-with-23-at-0");
    Scenario expectedToSucceed =
        new Scenario(
            fails.name(),
            fails.sentence(),
            fails.strikes(),
            Map.of(Topology.SINGLE, scenario("success").verdict(Topology.SINGLE).orElseThrow()));

    Played played = level.play(expectedToSucceed, Topology.SINGLE);

    assertThat(played).isInstanceOf(Played.Otherwise.class);
    assertThat(((Played.Otherwise) played).got()).contains("rsync PARTIAL", "RSYNC_FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"volume-full-at-40", "volume-read-only", "rsync-container-restarted"})
  @DisplayName("what can't be played is not played, and it says why")
  void notExpressible(String name) {
    assertThat(level.play(scenario(name), Topology.SEPARATE))
        .isInstanceOf(Played.NotExpressible.class);
  }

  private static Scenario scenario(String name) {
    return Catalogue.own().find(name).orElseThrow();
  }
}
