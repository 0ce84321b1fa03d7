package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.RunEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: whatever goes wrong below it, the step ends, names it, and leaves nothing behind. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
@Tag("search")
class ScenariosTest {
  private static final Set<String> DOZEN =
      Set.of(
          "success",
          "rsync-fails-with-23-at-50",
          "stunnel-never-starts",
          "stunnel-dies-at-40",
          "nc-never-answers",
          "destination-gone-at-40",
          "rsync-killed-at-40",
          "rsync-container-oom-killed",
          "rsync-container-never-starts",
          "pod-evicted",
          "pod-deleted",
          "node-lost");

  /** As TransferCluster says of itself. */
  private static final Set<String> NOT_PLAYABLE =
      Set.of("rsync-container-restarted", "stunnel-container-restarted", "clock-jumps");

  /** Played, these pass sooner than the 30 s that the engine waits for one whose peer has died. */
  private static final int TUNNEL_SECONDS = 60_000;

  @TempDir private Path directory;
  private TestJenkins jenkins;

  @BeforeEach
  void start() {
    jenkins = new TestJenkins();
  }

  @AfterEach
  void stop() {
    jenkins.close();
  }

  /** A dozen of the catalogue's; with {@code -Dscenarios=all} each that can be played here. */
  static List<Scenario> scenarios() {
    List<Scenario> all =
        Catalogue.own().scenarios().stream()
            .filter(scenario -> scenario.verdict(Topology.SEPARATE).isPresent())
            .filter(scenario -> !NOT_PLAYABLE.contains(scenario.name()))
            .toList();
    return System.getProperty("scenarios", "").equals("all")
        ? all
        : all.stream().filter(scenario -> DOZEN.contains(scenario.name())).toList();
  }

  @Test
  @DisplayName("the dozen are in the catalogue")
  void known() {
    assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(DOZEN.size());
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a step ends as the catalogue says, in one line and with the class of the failure")
  @MethodSource("scenarios")
  void ends(Scenario scenario, TransferCluster cluster) throws Exception {
    RunEnd allowed = scenario.verdict(Topology.SEPARATE).orElseThrow().run();
    TestBuild build = play(scenario.name(), Integer.MAX_VALUE, cluster);

    TransferVolumesStep step = step(scenario.has(What.POD_REPLACED) ? 1 : 0);
    if (!scenario.has(What.TUNNEL_NEVER_ANSWERS)) {
      step.tunnelTimeoutSeconds = TUNNEL_SECONDS;
    }

    TestPipeline.End end = TestPipeline.start(step, build).await();

    cluster.assertNothingLeft();
    if (end.failure() == null) {
      assertThat(allowed.success()).as(build.log()).isTrue();
      assertThat(build.log()).contains("The transfer succeeded");
      return;
    }
    assertThat(end.failure())
        .isInstanceOfSatisfying(
            TransferFailedException.class,
            failure -> {
              String reason = failure.getReason();
              assertThat(allowed.reasons()).as(build.log()).contains(Reason.valueOf(reason));
              assertThat(failure.getMessage()).startsWith(reason + ": data: ").hasLineCount(1);
              assertThat(build.log()).contains("data: " + reason + ": ", "The transfer failed");
            });
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("what may pass is tried again, and then succeeds")
  @CsvSource({"stunnel-dies-at-40", "pod-evicted"})
  void again(String scenario, TransferCluster cluster) throws Exception {
    TestBuild build = play(scenario, 1, cluster);

    TestPipeline.End end = TestPipeline.start(step(1), build).await();

    assertThat(end.failure()).as(build.log()).isNull();
    assertThat(build.log()).contains("attempt 1 failed", "The transfer succeeded");
    cluster.assertNothingLeft();
  }

  private TestBuild play(String scenario, int pods, TransferCluster cluster) throws Exception {
    jenkins.addKubeconfig("a", cluster.kubeconfig());
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    cluster.play(scenario, pods);
    return new TestBuild("job", directory);
  }

  private static TransferVolumesStep step(int retries) {
    TransferVolumesStep step = Steps.copy("a", "from", "to", "data");
    step.retries = retries;
    step.retryDelaySeconds = 0;
    return step;
  }
}
