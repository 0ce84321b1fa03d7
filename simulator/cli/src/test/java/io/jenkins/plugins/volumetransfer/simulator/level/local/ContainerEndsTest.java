package io.jenkins.plugins.volumetransfer.simulator.level.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ends of containers")
class ContainerEndsTest {
  private final ContainerEnds ends = new ContainerEnds(ContainerEnds.Deletion.ENDS_IT, 2);

  @Test
  @DisplayName("a sidecar that is started again has not ended; its last end counts")
  void restartedSidecar() {
    ends.onAdd(pod(ended("stunnel", 69), running("rsync")));
    assertThat(ends.of("stunnel")).hasValue(69);

    ends.onUpdate(pod(), pod(running("stunnel"), ended("rsync", 12)));
    assertThat(ends.of("stunnel")).isEmpty();
    assertThat(ends.complete()).isNotDone();

    ends.onUpdate(pod(), pod(ended("stunnel", 143), ended("rsync", 12)));
    assertThat(ends.of("stunnel")).hasValue(143);
    assertThat(ends.complete()).isDone();
  }

  @Test
  @DisplayName("what ends after the pod's deletion was asked for does not count")
  void deleted() {
    ends.onAdd(pod(running("stunnel"), running("rsync")));
    Pod deleted = pod(ended("stunnel", 143), ended("rsync", 143));
    deleted.getMetadata().setDeletionTimestamp("2026-03-01T12:00:00Z");
    ends.onUpdate(pod(), deleted);

    assertThat(ends.of("rsync")).isEmpty();
    assertThat(ends.complete()).isDone();
  }

  private static Pod pod(ContainerStatus... statuses) {
    PodBuilder pod = new PodBuilder().withNewMetadata().endMetadata().withNewStatus().endStatus();
    for (ContainerStatus status : statuses) {
      if (status.getName().equals("stunnel")) {
        pod.editStatus().addToInitContainerStatuses(status).endStatus();
      } else {
        pod.editStatus().addToContainerStatuses(status).endStatus();
      }
    }
    return pod.build();
  }

  private static ContainerStatus running(String name) {
    return new ContainerStatusBuilder()
        .withName(name)
        .withNewState()
        .withNewRunning()
        .endRunning()
        .endState()
        .build();
  }

  private static ContainerStatus ended(String name, int code) {
    return new ContainerStatusBuilder()
        .withName(name)
        .withNewState()
        .withNewTerminated()
        .withExitCode(code)
        .endTerminated()
        .endState()
        .build();
  }
}
