package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.begun;
import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podPending;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.engine.RunUnderTest.given;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.spec.ContainerResources;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: a transfer to which nothing bad happens asks for the right things in the right order. */
class HappyPathTest {
  private static final TransferSpec SINGLE =
      RunUnderTest.SPEC.withPods(
          new PodOptions(
              Topology.SINGLE,
              PodPer.CLAIM,
              RunAs.ROOT,
              "image",
              "image",
              ContainerResources.NONE,
              ContainerResources.NONE));

  @Test
  @DisplayName("two containers: every action of a good run, in its order")
  void separate() {
    untilCopying(given(RunUnderTest.SPEC))
        .when(podRunning(SOURCE).rsyncSucceeded("postgresql"))
        .then("cancel NO_PROGRESS", "phase SETTLING 1", "set SETTLE to 3 s")
        .when(podRunning(SOURCE).rsyncSucceeded("postgresql").ended(Diagnosis.STUNNEL, 0))
        .thenNothing();
  }

  @Test
  @DisplayName("two containers: stunnel's may be seen to end before rsync's does")
  void separateStunnelFirst() {
    RunUnderTest scene = untilCopying(given(RunUnderTest.SPEC));

    scene
        .when(podRunning(SOURCE).ended(Diagnosis.STUNNEL, 0))
        .then("cancel NO_PROGRESS", "phase SETTLING 1", "set SETTLE to 15 s")
        .when(podRunning(SOURCE).rsyncSucceeded("postgresql").ended(Diagnosis.STUNNEL, 0))
        .then("set SETTLE to 3 s");
    cleansUp(scene, "[rsync, stunnel]");
  }

  @Test
  @DisplayName("one container: every action of a good run, in its order")
  void single() {
    RunUnderTest scene = given(SINGLE);

    untilStartingSource(scene);
    scene
        .when(podRunning(SOURCE).without(Diagnosis.STUNNEL))
        .then(
            "cancel POD_START",
            "phase COPYING 1",
            "set TUNNEL_LOG to 20 s",
            "follow the log of source-1")
        .when(podRunning(SOURCE).without(Diagnosis.STUNNEL).rsyncSucceeded("postgresql"))
        .then("cancel NO_PROGRESS", "phase SETTLING 1", "set SETTLE to 3 s");
    cleansUp(scene, "[rsync]");
  }

  @Test
  @DisplayName("the end of the log and the end of rsync may come in either order")
  void logEndsFirst() {
    RunUnderTest scene = untilCopying(given(RunUnderTest.SPEC));

    scene
        .when(logEnded())
        .then("set LOG_AGAIN to 5 s")
        .when(podRunning(SOURCE).rsyncSucceeded("postgresql"))
        .thenAmongOthers("phase SETTLING 1", "phase CLEANING 1");
    assertThat(scene.cleanedUp().succeeded()).isTrue();
  }

  @Test
  @DisplayName("the pods of a good run may be gone before their deletion is answered")
  void podsGoneFirst() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING)
            .when(podRunning(SOURCE).rsyncSucceeded("postgresql"), logEnded())
            .thenPhase(Phase.CLEANING);

    scene.when(gone(SOURCE), gone(DESTINATION)).thenNothing();
    scene
        .when(done(RequestKind.DELETE_ALL))
        .then(
            "cancel PODS_GONE",
            "transfer ended: success",
            "cancel DEADLINE",
            "run ended: success",
            "finish");
  }

  @Test
  @DisplayName("news of the copy are passed on, and each gives rsync its whole patience again")
  void progress() {
    RunUnderTest.in(Phase.COPYING)
        .when(logged("volume-transfer: volume postgresql begins"))
        .then("progress", "set NO_PROGRESS to 900 s");
  }

  @Test
  @DisplayName("an endpoint given by hand is dialled, whatever the Service's address is")
  void givenEndpoint() {
    TransferSpec spec =
        RunUnderTest.SPEC.withEndpoint(new Endpoint.Address("gate.example.org", 30443));

    RunUnderTest scene = RunUnderTest.in(Phase.STARTING_SOURCE, spec);

    assertThat(scene.actions().toString()).contains("connect = gate.example.org:30443");
  }

  @Test
  @DisplayName("without one, the source dials the ClusterIP of the destination's Service")
  void clusterIp() {
    RunUnderTest scene = RunUnderTest.in(Phase.STARTING_SOURCE);

    assertThat(scene.actions().toString()).contains("connect = 10.0.0.7:8443");
  }

  @Test
  @DisplayName("the result says when the run began and ended, and that nothing failed")
  void result() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING);

    scene
        .after(Duration.ofSeconds(90))
        .when(podRunning(SOURCE).rsyncSucceeded("postgresql"), logEnded());
    TransferResult result = scene.cleanedUp();

    assertThat(result.succeeded()).isTrue();
    assertThat(result.started()).isEqualTo(RunUnderTest.START);
    assertThat(result.ended()).isEqualTo(RunUnderTest.START.plusSeconds(90));
    assertThat(result.attempts()).isEmpty();
    assertThat(result.leftBehind()).isEmpty();
  }

  @Test
  @DisplayName("a pod for three claims succeeds when each of the three is reported with 0")
  void threeVolumes() {
    TransferSpec spec =
        SampleTransfers.spec("a/x b/x", "a/y b/y", "a/z b/z")
            .withPods(
                new PodOptions(
                    Topology.SEPARATE,
                    PodPer.NAMESPACE,
                    RunAs.ROOT,
                    "image",
                    "image",
                    ContainerResources.NONE,
                    ContainerResources.NONE));
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, spec);

    scene.when(podRunning(SOURCE).rsyncSucceeded("z", "y", "x"), logEnded());

    assertThat(scene.cleanedUp().succeeded()).isTrue();
  }

  private static void untilStartingSource(RunUnderTest scene) {
    scene
        .when(begun())
        .then("run began", "set DEADLINE to 86400 s", "phase CHECKING 0", "check claims")
        .when(done(RequestKind.CHECK_CLAIMS))
        .then(
            "phase PREPARING_DESTINATION 0",
            "create ConfigMap destination, Secret destination, NetworkPolicy destination, Service"
                + " destination")
        .when(done(RequestKind.CREATE_DESTINATION))
        .then("phase STARTING_DESTINATION 1", "create Pod destination-1", "set POD_START to 600 s")
        .when(done(RequestKind.CREATE_DESTINATION_POD))
        .thenNothing()
        .when(podPending(DESTINATION))
        .thenNothing()
        .when(podRunning(DESTINATION))
        .thenNothing()
        .when(podReady(DESTINATION))
        .then(
            "phase STARTING_SOURCE 1",
            "create ConfigMap source, Secret source, NetworkPolicy source, Pod source-1",
            "set POD_START to 600 s")
        .when(done(RequestKind.CREATE_SOURCE))
        .thenNothing()
        .when(podPending(SOURCE))
        .thenNothing();
  }

  private static RunUnderTest untilCopying(RunUnderTest scene) {
    untilStartingSource(scene);
    return scene
        .when(podRunning(SOURCE))
        .then(
            "cancel POD_START",
            "phase COPYING 1",
            "set TUNNEL_LOG to 20 s",
            "follow the log of source-1");
  }

  private static void cleansUp(RunUnderTest scene, String sourceContainers) {
    scene
        .when(logEnded())
        .then(
            "cancel POD_START",
            "cancel SETTLE",
            "cancel NO_PROGRESS",
            "cancel LOG_AGAIN",
            "cancel TUNNEL_LOG",
            "cancel BACK_OFF",
            "phase CLEANING 1",
            "read the logs of source-1: " + sourceContainers,
            "read the logs of destination-1: [rsync, stunnel]",
            // Its containers have ended: no kubelet needs to be waited for.
            "delete Pod source-1 at once, Pod destination-1, NetworkPolicy source, Secret source,"
                + " ConfigMap source, Service destination, NetworkPolicy destination, Secret"
                + " destination, ConfigMap destination",
            "set PODS_GONE to 75 s")
        .when(done(RequestKind.DELETE_ALL))
        .thenNothing()
        .when(gone(SOURCE))
        .thenNothing()
        .when(gone(DESTINATION))
        .then(
            "cancel PODS_GONE",
            "transfer ended: success",
            "cancel DEADLINE",
            "run ended: success",
            "finish");
  }
}
