package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  @DisplayName("containers that wait, run and have ended")
  void containers() {
    Pod pod =
        new PodBuilder(NEW)
            .withNewStatus()
            .withPhase("Running")
            .addNewContainerStatus()
            .withName("waits")
            .withNewState()
            .withNewWaiting()
            .withReason("ImagePullBackOff")
            .withMessage("no such image")
            .endWaiting()
            .endState()
            .endContainerStatus()
            .addNewContainerStatus()
            .withName("runs")
            .withNewState()
            .withNewRunning()
            .endRunning()
            .endState()
            .endContainerStatus()
            .addNewContainerStatus()
            .withName("ended")
            .withNewState()
            .withNewTerminated()
            .withExitCode(23)
            .withReason("Error")
            .withMessage("data 23\n")
            .endTerminated()
            .endState()
            .endContainerStatus()
            .addNewContainerStatus()
            .withName("unknown")
            .endContainerStatus()
            .endStatus()
            .build();

    assertThat(PodStates.of(pod).orElseThrow().containers())
        .isEqualTo(
            Map.of(
                "waits",
                new ContainerState.Waiting("ImagePullBackOff", "no such image"),
                "runs",
                new ContainerState.Running(),
                "ended",
                new ContainerState.Terminated(23, "Error", "data 23\n"),
                "unknown",
                new ContainerState.Waiting("", "")));
  }

  @Test
  @DisplayName("conditions: unschedulable and ready")
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
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();

    PodState state = PodStates.of(pod).orElseThrow();

    assertThat(state.unschedulable()).contains("0/3 nodes");
    assertThat(state.ready()).isTrue();
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
