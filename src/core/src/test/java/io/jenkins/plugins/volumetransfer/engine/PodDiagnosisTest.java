package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podPending;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what a pod or the kubelet does to a transfer has its own reason. */
class PodDiagnosisTest {
  private static final TransferSpec ONCE = RunUnderTest.withRetries(0);

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("a pod that failed as a whole, by the kubelet's own word")
  @CsvSource({
    "Evicted, EVICTED",
    "Preempting, EVICTED",
    "DeadlineExceeded, DEADLINE",
    "NodeLost, NODE_LOST",
    "NodeShutdown, NODE_LOST",
    "Shutdown, NODE_LOST",
    "Terminated, NODE_LOST",
    "NodeAffinity, NODE_LOST",
    "EvictionByEvictionAPI, EVICTED",
    "PreemptionByScheduler, EVICTED",
    "TerminationByKubelet, EVICTED",
    "DeletionByTaintManager, NODE_LOST",
    "DeletionByPodGC, NODE_LOST",
    "SomethingNew, POD_FAILED"
  })
  void podFailed(String said, Reason reason) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(podReady(DESTINATION).failed(said, "as it is"));

    assertThat(scene.cleanedUp().failure())
        .contains(new Failure(reason, "the destination pod failed: " + said + ", as it is"));
  }

  @ParameterizedTest(name = "rsync {0}")
  @DisplayName("an evicted source pod is evicted, although its rsync ended by a signal")
  @ValueSource(ints = {137, 143})
  void evictedWithItsContainers(int code) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE)
            .ended(Diagnosis.RSYNC, code)
            .ended(Diagnosis.STUNNEL, code)
            .failed("Evicted", "The node was low on resource: memory."),
        logEnded());

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.EVICTED);
  }

  @Test
  @DisplayName("the kubelet's word may come after the end of the containers")
  void evictedLater() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 143).ended(Diagnosis.STUNNEL, 143),
        logEnded(),
        podRunning(SOURCE)
            .ended(Diagnosis.RSYNC, 143)
            .ended(Diagnosis.STUNNEL, 143)
            .failed("DeadlineExceeded", ""),
        fired(Timer.Kind.SETTLE));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.DEADLINE);
  }

  @Test
  @DisplayName("rsync's own verdict stands, even if the pod fails as a whole afterwards")
  void ownVerdictStands() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 23).failed("Evicted", ""), logEnded());

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.RSYNC_FAILED);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("an image that can't be had ends the transfer at once")
  @ValueSource(
      strings = {"ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError"})
  void imageMissing(String said) {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE)
            .when(podPending(SOURCE).waiting(Diagnosis.STUNNEL, said, "no such image"));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.IMAGE_MISSING,
                "the image of container stunnel of the source pod can't be pulled ("
                    + said
                    + ": no such image); set `image` to one that the node can pull"));
  }

  @Test
  @DisplayName("the image that nobody has named is told to be built")
  void imageNotNamed() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE)
            .when(
                podPending(SOURCE)
                    .waiting(
                        Diagnosis.RSYNC,
                        "ImagePullBackOff",
                        "Back-off pulling image \"" + PodOptions.DEFAULT_IMAGE + "\""));

    assertThat(scene.cleanedUp().failure().orElseThrow().message())
        .endsWith(
            "no registry has it: build it (`volume-transfer image` prints the Containerfile), keep it"
                + " where your nodes get images, and set `image` to that");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("what passes by itself ends nothing")
  @ValueSource(strings = {"ContainerCreating", "PodInitializing", "ErrImagePull"})
  void passing(String said) {
    RunUnderTest.in(Phase.STARTING_SOURCE)
        .when(podPending(SOURCE).waiting(Diagnosis.RSYNC, said, ""))
        .thenNothing();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a container that can't be created ends the transfer at once")
  @ValueSource(
      strings = {"CreateContainerConfigError", "CreateContainerError", "RunContainerError"})
  void notCreated(String said) {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_DESTINATION)
            .when(podPending(DESTINATION).waiting(Diagnosis.RSYNC, said, ""));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.CONTAINER_NOT_CREATED,
                "container rsync of the destination pod can't be created (" + said + ")"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("a container that could not run has the runtime's word, and may run the next time")
  @CsvSource({
    "error while creating mount source path, MAY_HELP",
    "'exec: \"bash\": executable file not found in $PATH', NEVER"
  })
  void couldNotRun(String said, Retry retry) {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE, ONCE)
            .when(podPending(SOURCE).ended(Diagnosis.STUNNEL, 128, "StartError", said));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.CONTAINER_NOT_CREATED,
                "container stunnel of the source pod could not run (StartError: " + said + ")",
                retry));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("a pod that Kubernetes itself takes away is not deleted by somebody else")
  @CsvSource({
    "EvictionByEvictionAPI, EVICTED",
    "PreemptionByScheduler, EVICTED",
    "TerminationByKubelet, EVICTED",
    "DeletionByTaintManager, NODE_LOST",
    "DeletionByPodGC, NODE_LOST"
  })
  void disrupted(String why, Reason reason) {
    RunUnderTest going =
        RunUnderTest.in(Phase.COPYING, ONCE).when(podReady(DESTINATION).because(why).deleting());
    RunUnderTest gone =
        RunUnderTest.in(Phase.COPYING, ONCE)
            .when(podReady(DESTINATION).because(why), Happening.gone(DESTINATION));

    for (RunUnderTest scene : List.of(going, gone)) {
      assertThat(scene.cleanedUp().failure())
          .contains(new Failure(reason, "Kubernetes has taken the destination pod away: " + why));
    }
  }

  @Test
  @DisplayName("a pod that is evicted while it copies is tried again")
  void evictedAgain() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING)
            .when(podReady(DESTINATION).because("EvictionByEvictionAPI").deleting());

    scene.thenAmongOthers("phase REMOVING_PODS 1");
  }

  @Test
  @DisplayName("a pod that goes with its namespace says so, and is not tried again")
  void namespaceGoes() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING)
            .when(in -> new Event.NamespaceTerminating(in.transfer(), SOURCE, "app-3"))
            .when(podReady(SOURCE).deleting());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.NAMESPACE_TERMINATING,
                "the source namespace app-3 is being deleted, and the transfer's pod with it"));
  }

  @ParameterizedTest(name = "of the {0} pod")
  @DisplayName("a stunnel container that took too much memory says which limit to raise")
  @EnumSource(Side.class)
  void outOfMemory(Side side) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING);

    scene.when(podReady(side).ended(Diagnosis.STUNNEL, 137, "OOMKilled", ""));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.OOM_KILLED,
                "container stunnel of the "
                    + side.label()
                    + " pod was killed for using too much memory; raise"
                    + " `resources.stunnel.limits.memory`"));
  }

  @Test
  @DisplayName("rsync's container that took too much memory is not just any that was killed")
  void rsyncOutOfMemory() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING);

    scene.when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 137, "OOMKilled", ""), logEnded());
    scene.when(fired(Timer.Kind.SETTLE));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.OOM_KILLED);
  }

  @Test
  @DisplayName(
      "a stunnel that took too much memory is the cause, even if seen along with rsync's end")
  void stunnelOutOfMemoryWithRsync() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING);

    scene.when(
        podRunning(SOURCE)
            .ended(Diagnosis.RSYNC, 65)
            .ended(Diagnosis.STUNNEL, 137, "OOMKilled", ""),
        logEnded());

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.OOM_KILLED);
  }
}
