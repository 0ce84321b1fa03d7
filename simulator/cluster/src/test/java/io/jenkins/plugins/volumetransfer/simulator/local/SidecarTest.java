package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native sidecars, as KEP-753 has them. The main container runs until the test lets it end. */
@DisplayName("The local kubelet, of a sidecar,")
@Tag("integration")
class SidecarTest extends LocalClusterFixture {

  @Test
  @DisplayName("starts it again whenever it ends, whatever its code, and the pod goes on")
  void restarts() throws IOException {
    create(sidecar("restarted", "echo up; sleep 1000"));
    awaitPod("restarted", SidecarTest::isMainRunning);

    local("restarted").container("sidecar").kill(Signal.KILL);

    Pod pod =
        awaitPod("restarted", p -> status(p).getState().getRunning() != null && restarts(p) == 1);
    assertThat(status(pod).getLastState().getTerminated().getExitCode()).isEqualTo(137);
    assertThat(isMainRunning(pod)).isTrue();
    endMain("restarted");
    awaitPhase("restarted", "Succeeded");
  }

  @Test
  @DisplayName("starts it again after success too, by and by more slowly")
  void backsOff() throws IOException {
    create(sidecar("successful", "exit 0"));

    Pod pod = awaitPod("successful", p -> restarts(p) > 1 && isBackingOff(p));

    assertThat(status(pod).getLastState().getTerminated().getExitCode()).isZero();
    client.pods().inNamespace(NAMESPACE).withName("successful").delete();
    awaitGone("successful");
  }

  @Test
  @DisplayName("does not take the pod's phase back when it is down")
  void phase() throws IOException {
    create(sidecar("down", "until [[ -e /work/fail ]]; do sleep 0.05; done; exit 1"));
    awaitPod("down", SidecarTest::isMainRunning);
    Files.createFile(local("down").container("main").locate("/work/fail").orElseThrow());

    Pod pod = awaitPod("down", SidecarTest::isBackingOff);

    assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
    assertThat(pod.getStatus().getConditions())
        .filteredOn(condition -> condition.getType().equals("Initialized"))
        .extracting(PodCondition::getStatus)
        .containsExactly("True");
    endMain("down");
    awaitPhase("down", "Succeeded");
  }

  @Test
  @DisplayName("starts it no more once the main container has ended, and its end is final")
  void cancelled() throws IOException {
    create(sidecar("cancelled", "until [[ -e /work/fail ]]; do sleep 0.05; done; exit 7"));
    awaitPod("cancelled", SidecarTest::isMainRunning);
    Files.createFile(local("cancelled").container("main").locate("/work/fail").orElseThrow());
    awaitPod("cancelled", SidecarTest::isBackingOff);

    endMain("cancelled");

    Pod pod = awaitPhase("cancelled", "Succeeded");
    assertThat(status(pod).getState().getTerminated().getExitCode()).isEqualTo(7);
  }

  @Test
  @DisplayName("sends TERM when the main container has ended, and does not count its code")
  void term() throws IOException {
    create(sidecar("told", "trap 'exit 143' TERM; while :; do sleep 0.05; done"));
    awaitPod("told", SidecarTest::isMainRunning);

    endMain("told");

    Pod pod = awaitPhase("told", "Succeeded");
    assertThat(status(pod).getState().getTerminated().getExitCode()).isEqualTo(143);
    assertThat(restarts(pod)).isZero();
  }

  @Test
  @DisplayName("kills one that does not care about TERM when the pod's grace is over")
  void kill() throws IOException {
    create(sidecar("deaf", "trap '' TERM; while :; do sleep 0.05; done"));
    awaitPod("deaf", SidecarTest::isMainRunning);
    List<ProcessHandle> processes = local("deaf").container("sidecar").processes();

    endMain("deaf");

    Pod pod = awaitPhase("deaf", "Succeeded");
    assertThat(status(pod).getState().getTerminated().getExitCode()).isEqualTo(137);
    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  @Test
  @DisplayName("lets it outlive the main container of a pod that is deleted")
  void deletion() {
    create(
        sidecar("deleted", "trap 'cat /work/order; exit 0' TERM; while :; do sleep 0.05; done")
            .editSpec()
            .editFirstContainer()
            .withCommand(
                "bash",
                "-c",
                "trap 'sleep 0.3; echo main ended >/work/order; exit' TERM; echo up;"
                    + " while :; do sleep 0.05; done")
            .endContainer()
            .endSpec());
    awaitLog("deleted", "up");

    client.pods().inNamespace(NAMESPACE).withName("deleted").delete();

    awaitGone("deleted");
    assertThat(cluster.log(NAMESPACE, "deleted", "sidecar")).isEqualTo("main ended\n");
  }

  private static PodBuilder sidecar(String pod, String script) {
    return bash(pod, "until [[ -e /work/end ]]; do sleep 0.05; done")
        .editSpec()
        .withTerminationGracePeriodSeconds(1L)
        .addNewVolume()
        .withName("work")
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .addToInitContainers(
            new ContainerBuilder()
                .withName("sidecar")
                .withImage("bash")
                .withCommand("bash", "-c", script)
                .withRestartPolicy("Always")
                .addNewVolumeMount()
                .withName("work")
                .withMountPath("/work")
                .endVolumeMount()
                .build())
        .editFirstContainer()
        .addNewVolumeMount()
        .withName("work")
        .withMountPath("/work")
        .endVolumeMount()
        .endContainer()
        .endSpec();
  }

  private void endMain(String pod) throws IOException {
    Files.createFile(local(pod).container("main").locate("/work/end").orElseThrow());
  }

  private static ContainerStatus status(Pod pod) {
    return pod.getStatus().getInitContainerStatuses().get(0);
  }

  private static int restarts(Pod pod) {
    return pod.getStatus().getInitContainerStatuses().isEmpty() ? 0 : status(pod).getRestartCount();
  }

  private static boolean isBackingOff(Pod pod) {
    return !pod.getStatus().getInitContainerStatuses().isEmpty()
        && status(pod).getState().getWaiting() != null
        && "CrashLoopBackOff".equals(status(pod).getState().getWaiting().getReason());
  }

  private static boolean isMainRunning(Pod pod) {
    return !pod.getStatus().getContainerStatuses().isEmpty()
        && container(pod, "main").getState().getRunning() != null;
  }
}
