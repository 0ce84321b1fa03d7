package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jenkins.plugins.volumetransfer.engine.ContainerState;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.engine.Sidecar;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: what Kubernetes says of a pod reaches the engine, and what it leaves out breaks nothing.
 */
class PodStatesTest {
  private static final Pod NEW =
      new PodBuilder()
          .withNewMetadata()
          .withName("p")
          .addToLabels(Labels.SIDE, "source")
          .addToLabels(Labels.ATTEMPT, "2")
          .addToLabels(Labels.TRANSFER, "data")
          .endMetadata()
          .build();

  @Test
  @DisplayName("a pod that nobody has looked at yet is pending, with no containers")
  void withoutStatus() {
    PodState state = PodStates.of(NEW).orElseThrow();

    assertThat(state.side()).isEqualTo(Side.SOURCE);
    assertThat(state.attempt()).isEqualTo(2);
    assertThat(state.phase()).isEqualTo("Pending");
    assertThat(state.reason()).isEmpty();
    assertThat(state.unschedulable()).isEmpty();
    assertThat(state.deleting()).isFalse();
    assertThat(state.ready()).isFalse();
    assertThat(state.containers()).isEmpty();
    assertThat(PodStates.transfer(NEW)).contains("data");
  }

  @Test
  @DisplayName("a pod that Kubernetes was about to take away, and was not, has no such reason")
  void notDisrupted() {
    Pod pod =
        new PodBuilder(NEW)
            .withNewStatus()
            .withPhase("Running")
            .addNewCondition()
            .withType("DisruptionTarget")
            .withStatus("False")
            .withReason("DeletionByTaintManager")
            .endCondition()
            .endStatus()
            .build();

    assertThat(PodStates.of(pod).orElseThrow().reason()).isEmpty();
  }

  @Test
  @DisplayName("why Kubernetes takes a pod away stands in for the pod's own reason")
  void disrupted() {
    Pod pod =
        new PodBuilder(NEW)
            .withNewStatus()
            .withPhase("Running")
            .addNewCondition()
            .withType("DisruptionTarget")
            .withStatus("True")
            .withReason("EvictionByEvictionAPI")
            .withMessage("Eviction API: evicting")
            .endCondition()
            .endStatus()
            .build();

    assertThat(PodStates.of(pod).orElseThrow().reason()).isEqualTo("EvictionByEvictionAPI");
    assertThat(PodStates.of(pod).orElseThrow().message()).isEqualTo("Eviction API: evicting");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a container that waits, runs or has ended")
  @MethodSource("states")
  void containers(io.fabric8.kubernetes.api.model.ContainerState seen, ContainerState expected) {
    Pod pod =
        new PodBuilder(NEW)
            .withNewStatus()
            .withPhase("Running")
            .addNewContainerStatus()
            .withName("rsync")
            .withState(seen)
            .endContainerStatus()
            .endStatus()
            .build();

    assertThat(PodStates.of(pod).orElseThrow().containers()).isEqualTo(Map.of("rsync", expected));
  }

  static Stream<Arguments> states() {
    return Stream.of(
        arguments(
            new ContainerStateBuilder().withNewWaiting("no such image", "ImagePullBackOff").build(),
            new ContainerState.Waiting("ImagePullBackOff", "no such image")),
        arguments(
            new ContainerStateBuilder().withNewRunning().endRunning().build(),
            new ContainerState.Running()),
        arguments(
            ended(23, "Error", "data 23\n"),
            new ContainerState.Terminated(23, "Error", "data 23\n")),
        arguments(null, new ContainerState.Waiting("", "")));
  }

  private static io.fabric8.kubernetes.api.model.ContainerState ended(
      int code, String reason, String message) {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(code)
        .withReason(reason)
        .withMessage(message)
        .endTerminated()
        .build();
  }

  @Test
  @DisplayName("what somebody else has put into the pod is none of ours, whatever its name")
  void injected() {
    Pod pod =
        new PodBuilder(NEW)
            .withNewSpec()
            .addNewInitContainer()
            .withName("mesh-init")
            .endInitContainer()
            .addNewInitContainer()
            .withName("mesh")
            .withRestartPolicy("Always")
            .endInitContainer()
            .addNewContainer()
            .withName("rsync")
            .addNewVolumeMount()
            .withMountPath("/volume-transfer/scripts")
            .endVolumeMount()
            .endContainer()
            .addNewContainer()
            .withName("stunnel")
            .endContainer()
            .endSpec()
            .withNewStatus()
            .withPhase("Running")
            .addNewCondition()
            .withType("Ready")
            .withStatus("False")
            .endCondition()
            .addToInitContainerStatuses(status("mesh-init", ended(0, "Completed", ""), false))
            .addToInitContainerStatuses(status("mesh", ended(1, "Error", ""), false))
            .addToContainerStatuses(status("rsync", null, true))
            .addToContainerStatuses(status("stunnel", ended(0, "Completed", ""), false))
            .addToEphemeralContainerStatuses(status("debugger", ended(0, "Completed", ""), false))
            .endStatus()
            .build();

    PodState state = PodStates.of(pod).orElseThrow();

    assertThat(state.containers()).containsOnlyKeys("rsync");
    assertThat(state.sidecars()).isEmpty();
    assertThat(state.others()).containsOnlyKeys("mesh-init", "mesh", "stunnel", "debugger");
    assertThat(state.ready()).isTrue();
  }

  private static ContainerStatus status(
      String name, io.fabric8.kubernetes.api.model.ContainerState state, boolean ready) {
    return new ContainerStatusBuilder().withName(name).withState(state).withReady(ready).build();
  }

  @Test
  @DisplayName("a pod is ready as soon as all of ours are")
  void ready() {
    PodBuilder pod =
        new PodBuilder(NEW)
            .withNewStatus()
            .addToContainerStatuses(status("rsync", null, true))
            .addToContainerStatuses(status("stunnel", null, false))
            .endStatus();

    assertThat(PodStates.of(pod.build()).orElseThrow().ready()).isFalse();

    pod.editStatus().editLastContainerStatus().withReady(true).endContainerStatus().endStatus();
    assertThat(PodStates.of(pod.build()).orElseThrow().ready()).isTrue();
  }

  @Test
  @DisplayName("a condition: unschedulable")
  void conditions() {
    Pod pod =
        new PodBuilder(NEW)
            .withNewStatus()
            .withPhase("Pending")
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withMessage("0/3 nodes")
            .endCondition()
            .endStatus()
            .build();

    PodState state = PodStates.of(pod).orElseThrow();

    assertThat(state.unschedulable()).contains("0/3 nodes");
  }

  @Test
  @DisplayName("a pod that failed as a whole, and is being deleted")
  void failedAndDeleting() {
    Pod pod =
        new PodBuilder(NEW)
            .editMetadata()
            .withDeletionTimestamp("2026-03-01T12:00:00Z")
            .endMetadata()
            .withNewStatus()
            .withPhase("Failed")
            .withReason("Evicted")
            .withMessage("low on memory")
            .endStatus()
            .build();

    PodState state = PodStates.of(pod).orElseThrow();

    assertThat(state.deleting()).isTrue();
    assertThat(state.phase()).isEqualTo("Failed");
    assertThat(state.reason()).isEqualTo("Evicted");
    assertThat(state.message()).isEqualTo("low on memory");
  }

  @Test
  @DisplayName("a sidecar that was started again, and an init container that is none")
  void sidecars() {
    Pod pod =
        new PodBuilder(NEW)
            .withNewSpec()
            .addNewInitContainer()
            .withName("init")
            .endInitContainer()
            .addNewInitContainer()
            .withName("stunnel")
            .withRestartPolicy("Always")
            .addNewVolumeMount()
            .withMountPath("/volume-transfer/scripts")
            .endVolumeMount()
            .endInitContainer()
            .endSpec()
            .withNewStatus()
            .addNewInitContainerStatus()
            .withName("init")
            .endInitContainerStatus()
            .addNewInitContainerStatus()
            .withName("stunnel")
            .withNewState()
            .withNewWaiting()
            .withReason("CrashLoopBackOff")
            .endWaiting()
            .endState()
            .withNewLastState()
            .withNewTerminated()
            .withExitCode(69)
            .withReason("Error")
            .endTerminated()
            .endLastState()
            .endInitContainerStatus()
            .endStatus()
            .build();

    PodState state = PodStates.of(pod).orElseThrow();

    assertThat(state.containers()).isEmpty();
    assertThat(state.sidecars())
        .isEqualTo(
            Map.of(
                "stunnel",
                new Sidecar(
                    new ContainerState.Waiting("CrashLoopBackOff", ""),
                    Optional.of(new ContainerState.Terminated(69, "Error", "")))));
  }

  @ParameterizedTest(name = "side {0}, attempt {1}")
  @DisplayName("a pod with labels that are not ours is no pod of ours")
  @CsvSource({"middle, 1", "source, one", "source, -1", "source, 12345", ", 1", "source,"})
  void foreign(String side, String attempt) {
    PodBuilder pod = new PodBuilder().withNewMetadata().withName("p").endMetadata();
    if (side != null) {
      pod.editMetadata().addToLabels(Labels.SIDE, side).endMetadata();
    }
    if (attempt != null) {
      pod.editMetadata().addToLabels(Labels.ATTEMPT, attempt).endMetadata();
    }

    assertThat(PodStates.of(pod.build())).isEmpty();
  }

  @ParameterizedTest(name = "{0} of transfer {1}")
  @DisplayName("a pod is of a run only with the name that the run gives to one with its labels")
  @CsvSource({
    "vt-r1-x-source-2, x, true",
    "vt-r1-x-source-1, x, false",
    "vt-r2-x-source-2, x, false",
    "mine, x, false",
    "vt-r1-X_-source-2, X_, false"
  })
  void name(String name, String transfer, boolean isOurs) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels(
                Map.of(
                    Labels.RUN,
                    "r1",
                    Labels.TRANSFER,
                    transfer,
                    Labels.SIDE,
                    "source",
                    Labels.ATTEMPT,
                    "2"))
            .endMetadata()
            .build();

    assertThat(PodStates.isOf(new RunId("r1"), pod)).isEqualTo(isOurs);
  }
}
