package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LocalPod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One cluster for all tests of a class; each test uses pods of its own names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LocalClusterFixture {

  static final String NAMESPACE = "test";
  static final Duration PATIENCE = Duration.ofSeconds(15);

  LocalCluster cluster;
  KubernetesClient client;

  @BeforeAll
  void startCluster(@TempDir Path directory) {
    cluster = LocalCluster.start(directory.resolve("cluster"));
    cluster.createNamespace(NAMESPACE);
    client = client(cluster);
  }

  @AfterAll
  void closeCluster() {
    client.close();
    cluster.close();
  }

  static KubernetesClient client(LocalCluster cluster) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
        .build();
  }

  /** A pod of one container named {@code main} that runs a bash script and is not restarted. */
  static PodBuilder bash(String name, String script) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName("main")
        .withImage("bash")
        .withCommand("bash", "-c", script)
        .endContainer()
        .endSpec();
  }

  Pod create(PodBuilder pod) {
    return client.resource(pod.build()).create();
  }

  Pod get(String name) {
    return client.pods().inNamespace(NAMESPACE).withName(name).get();
  }

  Pod awaitPod(String name, Predicate<Pod> condition) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(name), pod -> pod != null && condition.test(pod));
  }

  Pod awaitPhase(String name, String phase) {
    return awaitPod(name, pod -> pod.getStatus().getPhase().equals(phase));
  }

  void awaitLog(String pod, String text) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(cluster.log(NAMESPACE, pod, "main")).contains(text));
  }

  void awaitGone(String name) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> get(name) == null);
  }

  LocalPod local(String name) {
    return cluster.pods().find(NAMESPACE, name).orElseThrow();
  }

  static ContainerStatus container(Pod pod, String name) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static ContainerStateTerminated terminated(Pod pod) {
    return container(pod, "main").getState().getTerminated();
  }
}
