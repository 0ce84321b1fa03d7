package io.jenkins.plugins.volumetransfer.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Container;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Verdict;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: what is only played is told apart by the engine as the catalogue says. Method: each
 * scenario against the real engine and its real client, each in a cluster of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class PlayedScenariosTest {

  /** The pods' deadline of a day must not come before the engine's own waits, of 15 s. */
  private static final int SPEED = 2_000;

  /** Longer than the engine waits for a container whose peer has died: of it the wall sees 30 s. */
  private static final int TUNNEL_SECONDS = 60_000;

  private static final int TUNNEL_SECONDS_SHORT = 600;
  private static final int RUN_SECONDS_MAX = 60;

  @RegisterExtension
  static final TransferClusterExtension CLUSTER = TransferClusterExtension.create().speed(SPEED);

  static Stream<Arguments> scenarios() {
    return Catalogue.own().scenarios().stream()
        .filter(scenario -> VirtualRuntime.obstacle(scenario).isEmpty())
        .flatMap(
            scenario ->
                scenario.verdicts().keySet().stream()
                    .map(topology -> Arguments.of(scenario, topology)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("scenarios")
  @DisplayName("the engine ends a run as the scenario's verdict says, and leaves nothing behind")
  void verdict(Scenario scenario, Topology topology, TransferCluster cluster) throws Exception {
    cluster.claim("app-3/postgresql", "1Gi");
    cluster.claim("app-4/postgresql", "1Gi");
    cluster.play(scenario.name());
    ContainerEnds ends = ContainerEnds.watch(cluster, "app-3");

    TransferResult result = transfer(cluster, scenario, topology);

    Verdict verdict = scenario.verdict(topology).orElseThrow();
    assertThat(verdict.run().allows(result.failure()))
        .as("allowed: %s; the run ended with: %s", verdict.run(), result.failure())
        .isTrue();
    for (Container container : Container.values()) {
      OptionalInt code = ends.latest(container);
      assertThat(code.isEmpty() || verdict.of(container).allow(code))
          .as("allowed for %s: %s; it ended with: %s", container, verdict.of(container), code)
          .isTrue();
    }
    cluster.assertNothingLeft();
  }

  private static TransferResult transfer(
      TransferCluster cluster, Scenario scenario, Topology topology) throws Exception {
    String spec =
        """
        source: {kubeconfig: %1$s}
        destination: {kubeconfig: %1$s}
        volumes: [{from: app-3/postgresql, to: app-4/postgresql}]
        topology: %2$s
        retries: %3$d
        retryDelaySeconds: 0
        tunnelTimeoutSeconds: %4$d
        """
            .formatted(
                cluster.kubeconfig(),
                topology,
                scenario.has(What.POD_REPLACED) ? 1 : 0,
                scenario.has(What.TUNNEL_NEVER_ANSWERS) ? TUNNEL_SECONDS_SHORT : TUNNEL_SECONDS);
    SecureRandom random = new SecureRandom();
    try (TransferEngine engine =
        new TransferEngine(new KubeconfigClusters(), Clock.systemUTC(), random)) {
      return engine
          .start(SpecReader.read(spec), RunId.random(random), announcement -> {})
          .result()
          .toCompletableFuture()
          .get(RUN_SECONDS_MAX, TimeUnit.SECONDS)
          .transfers()
          .get(0);
    }
  }
}
