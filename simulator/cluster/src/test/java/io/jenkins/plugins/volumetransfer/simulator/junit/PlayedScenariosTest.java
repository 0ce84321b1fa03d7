package io.jenkins.plugins.volumetransfer.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Case;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.ExpectedEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: what is only played is told apart by the engine as the catalogue says. Method: each
 * scenario against the real engine and its real client, each in a cluster of its own. Several at a
 * time, as they wait more than they work; not by JUnit's own parallelism, which would let them run
 * beside the tests of other classes that look at the whole JVM.
 */
@Tag("integration")
@Tag("search")
class PlayedScenariosTest {

  /** The pods' deadline of a day must not come before the engine's own waits, of 15 s. */
  private static final int SPEED = 2_000;

  /** Longer than the engine waits for a container whose peer has died: of it the wall sees 30 s. */
  private static final int TUNNEL_SECONDS = 60_000;

  private static final int TUNNEL_SECONDS_SHORT = 600;
  private static final int RUN_SECONDS_MAX = 120;
  private static final int PLAYERS_COUNT = 16;

  private record Outcome(TransferResult result, Map<SourceContainer, OptionalInt> codes) {}

  private static final Map<Case, Future<Outcome>> OUTCOMES = new HashMap<>();
  private static final ExecutorService PLAYERS = Executors.newFixedThreadPool(PLAYERS_COUNT);

  @BeforeAll
  static void playAll() {
    cases().forEach(each -> OUTCOMES.put(each, PLAYERS.submit(() -> play(each))));
  }

  @AfterAll
  static void stopPlaying() throws InterruptedException {
    PLAYERS.shutdownNow();
    assertThat(PLAYERS.awaitTermination(RUN_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
  }

  private static Stream<Case> cases() {
    return Case.of(Catalogue.own(), System.getProperty("scenarios", "")).stream()
        .filter(each -> VirtualRuntime.obstacle(each.scenario()).isEmpty());
  }

  static Stream<Arguments> scenarios() {
    return cases().map(each -> Arguments.of(each.scenario(), each.topology()));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("scenarios")
  @DisplayName("the engine ends a run as the scenario's verdict says, and leaves nothing behind")
  void verdict(Scenario scenario, Topology topology) throws Exception {
    Outcome outcome = OUTCOMES.get(new Case(scenario, topology)).get();

    ExpectedEnd verdict = scenario.verdict(topology).orElseThrow();
    assertThat(verdict.run().allows(outcome.result().failure()))
        .as("allowed: %s; the run ended with: %s", verdict.run(), outcome.result().failure())
        .isTrue();
    outcome
        .codes()
        .forEach(
            (container, code) ->
                assertThat(code.isEmpty() || verdict.of(container).allow(code))
                    .as(
                        "allowed for %s: %s; it ended with: %s",
                        container, verdict.of(container), code)
                    .isTrue());
  }

  private static Outcome play(Case each) throws Exception {
    try (TransferCluster cluster = TransferCluster.start(Catalogue.own(), SPEED)) {
      cluster.claim("app-3/postgresql", "1Gi");
      cluster.claim("app-4/postgresql", "1Gi");
      cluster.play(each.scenario().name());
      ExpectedContainerEnds ends = ExpectedContainerEnds.watch(cluster, "app-3");
      TransferResult result = transfer(cluster, each.scenario(), each.topology());
      cluster.assertNothingLeft();
      return new Outcome(
          result,
          Stream.of(SourceContainer.values()).collect(Collectors.toMap(c -> c, ends::latest)));
    }
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
    List<Announcement> said = new CopyOnWriteArrayList<>();
    try (TransferEngine engine =
        new TransferEngine(new KubeconfigClusters(), Clock.systemUTC(), random)) {
      return engine
          .start(SpecReader.read(spec), RunId.random(random), said::add)
          .result()
          .toCompletableFuture()
          .get(RUN_SECONDS_MAX, TimeUnit.SECONDS)
          .transfers()
          .get(0);
    } catch (TimeoutException e) {
      throw new AssertionError("no end within " + RUN_SECONDS_MAX + " s; it said " + said, e);
    }
  }
}
