package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podPending;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: a pod that does not start says why at once, and its failure names the cause. */
class StartDiagnosisTest {
  @Test
  @DisplayName("what Kubernetes warns of is told at once, and each sentence once")
  void toldAtOnce() {
    RunUnderTest.in(Phase.STARTING_SOURCE)
        .when(podPending(SOURCE).warned("FailedMount", "no such device"))
        .then("warning: the source pod: FailedMount: no such device")
        .when(
            podPending(SOURCE)
                .warned("FailedMount", "no such device")
                .warned("FailedMount", "timed out"))
        .then("warning: the source pod: FailedMount: timed out");
  }

  @Test
  @DisplayName("a pod without a node is told of in the scheduler's words, once")
  void unscheduledOnce() {
    RunUnderTest.in(Phase.STARTING_SOURCE)
        .when(
            podPending(SOURCE)
                .unschedulable("0/3 nodes are available")
                .warned("FailedScheduling", "0/3 nodes are available"))
        .then("warning: no node takes the source pod yet: 0/3 nodes are available");
  }

  @ParameterizedTest(name = "{0} is {2}")
  @DisplayName("at the pod start timeout, the last of what was said is the cause")
  @CsvSource({
    "FailedMount, driver not found, VOLUME_NOT_MOUNTED, look at the volume's driver",
    "FailedMapVolume, no device, VOLUME_NOT_MOUNTED, look at the volume's driver",
    "FailedAttachVolume, Multi-Attach error, VOLUME_NOT_ATTACHED, stop the pod that has it",
    "FailedCreatePodSandBox, no addresses, SANDBOX_NOT_CREATED, look at the network plugin",
    "Unhealthy, something else, POD_NOT_STARTED, Kubernetes says"
  })
  void cause(String why, String text, Reason reason, String hint) {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE, RunUnderTest.withRetries(0))
            .when(podPending(SOURCE).warned(why, text), fired(Timer.Kind.POD_START));

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.message())
        .startsWith("the source pod is not running after 600 s")
        .contains(why + ": " + text, hint);
  }

  @Test
  @DisplayName("a pod without a node quotes what else is said, of its claims too")
  void unschedulable() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE)
            .when(
                podPending(SOURCE)
                    .unschedulable("unbound claims")
                    .warned("FailedScheduling", "unbound claims")
                    .warned("ProvisioningFailed", "no such class"),
                fired(Timer.Kind.POD_START));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.UNSCHEDULABLE,
                "no node takes the source pod after 600 s: unbound claims; Kubernetes says:"
                    + " ProvisioningFailed: no such class"));
  }

  @Test
  @DisplayName("a volume that can't be mounted because it isn't attached is not attached")
  void attachedBeforeMounted() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE, RunUnderTest.withRetries(0))
            .when(
                podPending(SOURCE)
                    .warned("FailedAttachVolume", "Multi-Attach error")
                    .warned("FailedMount", "Unable to attach or mount volumes: timed out"),
                fired(Timer.Kind.POD_START));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason())
        .isEqualTo(Reason.VOLUME_NOT_ATTACHED);
  }

  @Test
  @DisplayName("at most three warnings are quoted: the newest")
  void quotes() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE, RunUnderTest.withRetries(0))
            .when(
                podPending(SOURCE)
                    .warned("FailedMount", "one")
                    .warned("FailedMount", "two")
                    .warned("FailedMount", "three")
                    .warned("FailedMount", "four"),
                fired(Timer.Kind.POD_START));

    assertThat(scene.cleanedUp().failure().orElseThrow().message())
        .contains("FailedMount: two | FailedMount: three | FailedMount: four")
        .doesNotContain("one");
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("what is gone does not come back: the transfer fails at once")
  @CsvSource({
    "FailedMount, MountVolume.SetUp failed: secret \"vt-x\" not found, VOLUME_NOT_MOUNTED",
    "FailedMount, MountVolume.SetUp failed: configmap \"vt-x\" not found, VOLUME_NOT_MOUNTED",
    "FailedScheduling, persistentvolumeclaim \"data\" not found, CLAIM_MISSING",
    "FailedScheduling, persistentvolumeclaim \"data\" is being deleted, CLAIM_TERMINATING"
  })
  void hopeless(String why, String text, Reason reason) {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_DESTINATION, RunUnderTest.withRetries(0))
            .when(podPending(DESTINATION).warned(why, text));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("what somebody else may still bring is waited for")
  @CsvSource({
    "FailedMount, rpc error: secret \"csi-credentials\" not found",
    "ProvisioningFailed, persistentvolumeclaim \"data\" not found"
  })
  void mayCome(String why, String text) {
    RunUnderTest.in(Phase.STARTING_DESTINATION)
        .when(podPending(DESTINATION).warned(why, text))
        .thenPhase(Phase.STARTING_DESTINATION);
  }

  @Test
  @DisplayName("the same in the scheduler's condition, where events may not be read")
  void hopelessByCondition() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_DESTINATION)
            .when(
                podPending(DESTINATION)
                    .unschedulable("0/1 nodes: persistentvolumeclaim \"data\" not found."));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.CLAIM_MISSING,
                "the destination pod can't start: persistentvolumeclaim \"data\" not found; it was"
                    + " there when the run began"));
  }
}
