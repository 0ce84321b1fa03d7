package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("What a pod asks for it gets: the local kubelet")
@Tag("integration")
class PodSpecTest extends LocalClusterFixture {

  private String log(String pod) {
    return cluster.log(NAMESPACE, pod, "main");
  }

  @Test
  @DisplayName("sets variables from the pod's fields, Secrets, ConfigMaps and each other")
  void environment() {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("values")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToData("key", "from-map")
                .build())
        .create();
    create(
        bash("environment", "echo \"$NAME $ADDRESS $FROM_MAP $BOTH $$ (VAR)\" $(NAME) $$(NAME)")
            .editSpec()
            .editFirstContainer()
            .addNewEnv()
            .withName("NAME")
            .withNewValueFrom()
            .withNewFieldRef()
            .withFieldPath("metadata.name")
            .endFieldRef()
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("ADDRESS")
            .withNewValueFrom()
            .withNewFieldRef()
            .withFieldPath("status.podIP")
            .endFieldRef()
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("FROM_MAP")
            .withNewValueFrom()
            .withNewConfigMapKeyRef("key", "values", false)
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("BOTH")
            .withValue("$(NAME)+$(FROM_MAP)")
            .endEnv()
            .endContainer()
            .endSpec());

    Pod pod = awaitPhase("environment", "Succeeded");

    // Kubernetes has turned $$ into $ and replaced $(NAME) before bash saw either; bash in turn
    // ran "NAME" as a command for what was $$(NAME).
    assertThat(log("environment"))
        .contains(
            "environment %s from-map environment+from-map $ (VAR) environment"
                .formatted(pod.getStatus().getPodIP()));
  }

  @Test
  @DisplayName("mounts a ConfigMap with its modes, translates its text but never a script")
  void configMap() {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("files")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToData("tool.conf", "path = /data/a\nbind = localhost:80\n")
                .addToData("run.sh", "cat \"$CONFIG/tool.conf\"; echo localhost /data/a\n")
                .build())
        .create();
    cluster.createClaim(NAMESPACE, "data");
    create(
        bash("files", "")
            .editSpec()
            .addNewVolume()
            .withName("files")
            .withNewConfigMap()
            .withName("files")
            .withDefaultMode(0555)
            .endConfigMap()
            .endVolume()
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim()
            .withClaimName("data")
            .endPersistentVolumeClaim()
            .endVolume()
            .editFirstContainer()
            .withCommand("bash", "/files/run.sh")
            .addNewEnv()
            .withName("CONFIG")
            .withValue("/files")
            .endEnv()
            .addNewVolumeMount()
            .withName("files")
            .withMountPath("/files")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("data")
            .withMountPath("/data")
            .endVolumeMount()
            .endContainer()
            .endSpec());

    Pod pod = awaitPhase("files", "Succeeded");

    Path data = local("files").container("main").locate("/data/a").orElseThrow();
    assertThat(log("files"))
        .isEqualTo(
            "path = %s\nbind = %s:80\nlocalhost /data/a\n"
                .formatted(data, pod.getStatus().getPodIP()));
    assertThat(local("files").container("main").locate("/files/run.sh").orElseThrow())
        .isExecutable();
  }

  @Test
  @DisplayName("lets two containers share a directory in memory")
  void sharedVolume() {
    create(
        bash("shared", "until [ -e /shared/file ]; do sleep 0.05; done; cat /shared/file")
            .editSpec()
            .addNewVolume()
            .withName("shared")
            .withNewEmptyDir()
            .withMedium("Memory")
            .endEmptyDir()
            .endVolume()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("shared")
            .withMountPath("/shared")
            .endVolumeMount()
            .endContainer()
            .addToContainers(
                new ContainerBuilder()
                    .withName("writer")
                    .withImage("bash")
                    .withCommand("bash", "-c", "echo hello > /elsewhere/t; mv /elsewhere/{t,file}")
                    .addNewVolumeMount()
                    .withName("shared")
                    .withMountPath("/elsewhere")
                    .endVolumeMount()
                    .build())
            .endSpec());

    awaitPhase("shared", "Succeeded");

    assertThat(log("shared")).isEqualTo("hello\n");
  }

  @Test
  @DisplayName("takes the message of a container's end from its termination log")
  void terminationMessage() {
    create(
        bash("message", "echo 'a 23' >> $RESULT; exit 23")
            .editSpec()
            .editFirstContainer()
            .addNewEnv()
            .withName("RESULT")
            .withValue("/dev/termination-log")
            .endEnv()
            .endContainer()
            .endSpec());

    assertThat(terminated(awaitPhase("message", "Failed")).getMessage()).isEqualTo("a 23\n");
  }

  @Test
  @DisplayName("calls a container started when its startup probe has passed")
  void startupProbe() throws Exception {
    create(
        bash("probed", "echo up; sleep 1000")
            .editSpec()
            .editFirstContainer()
            .withNewStartupProbe()
            .withNewExec()
            .withCommand("test", "-e", "ready")
            .endExec()
            .withPeriodSeconds(1)
            .withFailureThreshold(60)
            .endStartupProbe()
            .endContainer()
            .endSpec());
    awaitLog("probed", "up");
    assertThat(container(awaitPhase("probed", "Running"), "main").getStarted()).isFalse();

    Files.createFile(local("probed").container("main").locate("/ready").orElseThrow());

    Pod pod = awaitPod("probed", found -> container(found, "main").getReady());
    assertThat(container(pod, "main").getStarted()).isTrue();
  }

  @Test
  @DisplayName("gives a Service and its pod one address, whichever was there first")
  void service() {
    create(labelled(bash("before", "echo hello | timeout 20 nc -N -l localhost 8443")));
    String address = createService("server");
    create(labelled(bash("after", "true")));

    assertThat(address).startsWith("127.");
    for (String name : List.of("before", "after")) {
      assertThat(awaitPod(name, pod -> pod.getStatus().getPodIP() != null))
          .extracting(pod -> pod.getStatus().getPodIP())
          .isEqualTo(address);
    }
    await()
        .atMost(PATIENCE)
        .ignoreException(IOException.class)
        .until(() -> receive(address), "hello\n"::equals);
  }

  private String createService(String name) {
    return client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withSelector(Map.of("app", "server"))
                .addNewPort()
                .withPort(8443)
                .endPort()
                .endSpec()
                .build())
        .create()
        .getSpec()
        .getClusterIP();
  }

  private static String receive(String address) throws IOException {
    try (Socket socket = new Socket(address, 8443)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static PodBuilder labelled(PodBuilder pod) {
    return pod.editMetadata().addToLabels("app", "server").endMetadata();
  }

  @Test
  @DisplayName("runs init containers in order, and a sidecar until the others have ended")
  void initContainers() {
    create(
        bash("ordered", "cat /work/order; echo main >> /work/order")
            .editSpec()
            .addNewVolume()
            .withName("work")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .addToInitContainers(
                init("first", "echo first >> /work/order").build(),
                init(
                        "sidecar",
                        "trap 'cat /work/order; exit 0' TERM; echo sidecar >> /work/order;"
                            + " while :; do sleep 0.05; done")
                    .withRestartPolicy("Always")
                    .withNewStartupProbe()
                    .withNewExec()
                    .withCommand("grep", "sidecar", "/work/order")
                    .endExec()
                    .withPeriodSeconds(1)
                    .endStartupProbe()
                    .build(),
                init("last", "echo last >> /work/order").build())
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("work")
            .withMountPath("/work")
            .endVolumeMount()
            .endContainer()
            .endSpec());

    awaitPhase("ordered", "Succeeded");

    assertThat(log("ordered")).isEqualTo("first\nsidecar\nlast\n");
    assertThat(cluster.log(NAMESPACE, "ordered", "sidecar"))
        .isEqualTo("first\nsidecar\nlast\nmain\n");
  }

  private static ContainerBuilder init(String name, String script) {
    return new ContainerBuilder()
        .withName(name)
        .withImage("bash")
        .withCommand("bash", "-c", script)
        .addNewVolumeMount()
        .withName("work")
        .withMountPath("/work")
        .endVolumeMount();
  }

  @Test
  @DisplayName("reaches over loopback what another container of the pod listens on as localhost")
  void localhost() {
    create(
        bash("talking", "until exec 3<>/dev/tcp/localhost/7000; do sleep 0.1; done; cat <&3")
            .editSpec()
            .addToContainers(
                new ContainerBuilder()
                    .withName("server")
                    .withImage("bash")
                    .withCommand("bash", "-c", "echo hello | timeout 10 nc -N -l localhost 7000")
                    .build())
            .endSpec());

    await().atMost(PATIENCE).until(() -> log("talking").contains("hello"));
  }
}
