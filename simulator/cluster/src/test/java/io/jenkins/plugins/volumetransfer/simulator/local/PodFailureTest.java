package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.volumetransfer.manifest.Placement;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Node;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Signal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("What goes wrong with a pod on a cluster goes wrong here: the local kubelet")
@Tag("integration")
class PodFailureTest extends LocalClusterFixture {

  private List<Event> eventsOf(String pod) {
    return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(pod))
        .toList();
  }

  private void awaitEvent(String pod, String reason, String message) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(eventsOf(pod))
                    .anySatisfy(
                        event -> {
                          assertThat(event.getType()).isEqualTo("Warning");
                          assertThat(event.getReason()).isEqualTo(reason);
                          assertThat(event.getMessage()).contains(message);
                        }));
  }

  private static PodCondition condition(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static boolean waitsFor(Pod pod, String reason) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(status -> status.getState().getWaiting())
        .anyMatch(waiting -> waiting != null && waiting.getReason().equals(reason));
  }

  private static PodBuilder withClaim(PodBuilder pod, String claim) {
    return pod.editSpec()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .endVolume()
        .editFirstContainer()
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/data")
        .endVolumeMount()
        .endContainer()
        .endSpec();
  }

  @Test
  @DisplayName("does not schedule a pod that asks for another node by name")
  void otherNode() {
    create(onNode(bash("elsewhere", "true"), "another"));

    Pod pod = awaitPod("elsewhere", found -> !found.getStatus().getConditions().isEmpty());

    assertThat(condition(pod, "PodScheduled").getMessage()).contains("node affinity");
  }

  @Test
  @DisplayName("schedules a pod that asks for the node by its name")
  void thisNode() {
    create(onNode(bash("here", "true"), Node.NAME));

    awaitPhase("here", "Succeeded");
  }

  private static PodBuilder onNode(PodBuilder pod, String node) {
    return new PodBuilder(Placement.onNode(pod.build(), node));
  }

  @Test
  @DisplayName("does not schedule a pod whose claim is missing, until it is there")
  void claimMissing() throws Exception {
    create(withClaim(bash("no-claim", "echo content > /data/file"), "late"));

    Pod pod = awaitPod("no-claim", found -> !found.getStatus().getConditions().isEmpty());

    assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
    PodCondition scheduled = condition(pod, "PodScheduled");
    assertThat(scheduled.getStatus()).isEqualTo("False");
    assertThat(scheduled.getReason()).isEqualTo("Unschedulable");
    assertThat(scheduled.getMessage()).isEqualTo("persistentvolumeclaim \"late\" not found");
    awaitEvent("no-claim", "FailedScheduling", "persistentvolumeclaim \"late\" not found");

    var data = cluster.createClaim(NAMESPACE, "late");

    awaitPhase("no-claim", "Succeeded");
    assertThat(data.resolve("file")).hasContent("content");
  }

  @Test
  @DisplayName("leaves a pod in ContainerCreating whose Secret is missing, until it is there")
  void secretMissing() {
    create(
        bash("no-secret", "cat /secret/key")
            .editSpec()
            .addNewVolume()
            .withName("secret")
            .withNewSecret()
            .withSecretName("late")
            .endSecret()
            .endVolume()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("secret")
            .withMountPath("/secret")
            .endVolumeMount()
            .endContainer()
            .endSpec());

    awaitPod("no-secret", pod -> waitsFor(pod, "ContainerCreating"));
    awaitEvent(
        "no-secret",
        "FailedMount",
        "MountVolume.SetUp failed for volume \"secret\" : secret \"late\" not found");

    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("late")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToStringData("key", "value")
                .build())
        .create();

    awaitPhase("no-secret", "Succeeded");
    assertThat(cluster.log(NAMESPACE, "no-secret", "main")).isEqualTo("value");
  }

  @Test
  @DisplayName("leaves a container in CreateContainerConfigError whose variable has no source")
  void configError() {
    create(
        bash("no-key", "true")
            .editSpec()
            .editFirstContainer()
            .addNewEnv()
            .withName("V")
            .withNewValueFrom()
            .withNewSecretKeyRef("key", "none-such", false)
            .endValueFrom()
            .endEnv()
            .endContainer()
            .endSpec());

    awaitPod("no-key", pod -> waitsFor(pod, "CreateContainerConfigError"));
  }

  @Test
  @DisplayName("backs off from an image that does not exist, and starts when it does")
  void imageMissing() {
    cluster.images().only(image -> !image.equals("missing:1"));
    create(
        bash("no-image", "true")
            .editSpec()
            .editFirstContainer()
            .withImage("missing:1")
            .endContainer()
            .endSpec());

    awaitPod("no-image", pod -> waitsFor(pod, "ErrImagePull"));
    awaitPod("no-image", pod -> waitsFor(pod, "ImagePullBackOff"));
    awaitEvent("no-image", "Failed", "Failed to pull image \"missing:1\"");
    cluster.images().only(image -> true);

    awaitPhase("no-image", "Succeeded");
  }

  @Test
  @DisplayName("reports ContainerCannotRun for a program that does not exist")
  void programMissing() {
    create(
        bash("no-program", "")
            .editSpec()
            .editFirstContainer()
            .withCommand("none-such")
            .endContainer()
            .endSpec());

    Pod pod = awaitPhase("no-program", "Failed");

    assertThat(terminated(pod).getReason()).isEqualTo("ContainerCannotRun");
    assertThat(terminated(pod).getMessage()).contains("\"none-such\": executable file not found");
  }

  @Test
  @DisplayName("ends a pod that has run for longer than its deadline")
  void deadline() {
    create(
        bash("late", "trap 'exit 9' TERM; while :; do sleep 0.1; done")
            .editSpec()
            .withActiveDeadlineSeconds(1L)
            .endSpec());

    Pod pod = awaitPhase("late", "Failed");

    assertThat(pod.getStatus().getReason()).isEqualTo("DeadlineExceeded");
    assertThat(terminated(pod).getExitCode()).isEqualTo(9);
  }

  @Test
  @DisplayName("kills a container that does not pass its startup probe in time")
  void startupFails() {
    create(
        bash("unhealthy", "trap 'exit 5' TERM; while :; do sleep 0.1; done")
            .editSpec()
            .editFirstContainer()
            .withNewStartupProbe()
            .withNewExec()
            .withCommand("false")
            .endExec()
            .withPeriodSeconds(1)
            .withFailureThreshold(1)
            .endStartupProbe()
            .endContainer()
            .endSpec());

    assertThat(terminated(awaitPhase("unhealthy", "Failed")).getExitCode()).isEqualTo(5);
    awaitEvent("unhealthy", "Unhealthy", "Startup probe failed");
  }

  @Test
  @DisplayName("fails an evicted pod and kills its containers")
  void evicted() {
    create(bash("evicted", "echo up; sleep 1000"));
    awaitLog("evicted", "up");

    local("evicted").evict("The node was low on resource: memory.");

    Pod pod = awaitPhase("evicted", "Failed");
    assertThat(pod.getStatus().getReason()).isEqualTo("Evicted");
    assertThat(terminated(pod).getExitCode()).isEqualTo(137);
  }

  @Test
  @DisplayName("says nothing more of a pod whose node is lost; only force removes it")
  void nodeLost() {
    create(bash("lost", "echo up; sleep 1000").editSpec().endSpec());
    awaitLog("lost", "up");
    awaitPhase("lost", "Running");

    local("lost").loseNode();
    local("lost").container("main").kill(Signal.KILL);
    local("lost").reportNodeLost();
    client.pods().inNamespace(NAMESPACE).withName("lost").withGracePeriod(1).delete();

    assertThat(get("lost").getStatus().getReason()).isEqualTo("NodeLost");
    assertThat(get("lost").getStatus().getPhase()).isEqualTo("Running");
    await()
        .during(java.time.Duration.ofMillis(1500))
        .atMost(PATIENCE)
        .until(() -> get("lost") != null);
    client.pods().inNamespace(NAMESPACE).withName("lost").withGracePeriod(0).delete();
    awaitGone("lost");
  }

  @Test
  @DisplayName("restarts a container by the pod's policy, with its volumes and its history")
  void restart() {
    create(
        bash("again", "echo x >> /work/runs; test $(wc -l < /work/runs) -ge 3")
            .editSpec()
            .withRestartPolicy("OnFailure")
            .addNewVolume()
            .withName("work")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("work")
            .withMountPath("/work")
            .endVolumeMount()
            .endContainer()
            .endSpec());

    Pod pod = awaitPhase("again", "Succeeded");

    assertThat(container(pod, "main").getRestartCount()).isEqualTo(2);
    assertThat(container(pod, "main").getLastState().getTerminated().getExitCode()).isEqualTo(1);
  }
}
