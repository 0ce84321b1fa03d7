package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Goal: pods that somebody else has made live and fail too. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class ForeignPodTest {
  private static final String NAMESPACE = "default";
  private static final String POD = "transfer";
  private static final int SECONDS_MAX = 30;

  private static final Container RSYNC =
      container("rsync", "rsync", "--archive", "/data/", "rsync://localhost:2222/data");
  private static final Container STUNNEL = container("stunnel", "stunnel", "/etc/stunnel.conf");

  @Test
  @DisplayName("nothing goes wrong without a scenario")
  void success(TransferCluster cluster) {
    Pod pod = run(cluster, new PodSpecBuilder().addToContainers(STUNNEL, RSYNC));

    assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
    assertThat(codes(pod)).isEqualTo(Map.of("rsync", 0, "stunnel", 0));
    assertThat(cluster.log(NAMESPACE, POD, "rsync"))
        .contains(" 100% ")
        .doesNotContain("volume-transfer");
  }

  @Test
  @DisplayName("the log stands where the scenario strikes")
  void logStands(TransferCluster cluster) {
    cluster.play("rsync-killed-at-40");

    Pod pod = run(cluster, new PodSpecBuilder().addToContainers(STUNNEL, RSYNC));

    assertThat(codes(pod)).isEqualTo(Map.of("rsync", 137, "stunnel", 0));
    assertThat(cluster.log(NAMESPACE, POD, "rsync")).contains("  40% ").doesNotContain("  41% ");
  }

  @Test
  @DisplayName("the order of the containers in the pod makes no difference")
  void order(TransferCluster cluster) {
    cluster.play("stunnel-dies-before-nc");

    Pod pod = run(cluster, new PodSpecBuilder().addToContainers(RSYNC, STUNNEL));

    assertThat(codes(pod)).isEqualTo(Map.of("rsync", 65, "stunnel", 69));
  }

  @Test
  @DisplayName("stunnel as a sidecar is there for rsync and goes with it")
  void sidecar(TransferCluster cluster) {
    Pod pod = run(cluster, withSidecar());

    assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
    assertThat(codes(pod)).isEqualTo(Map.of("rsync", 0, "stunnel", 0));
  }

  @Test
  @DisplayName("rsync does not survive the end of a sidecar, though that is started again")
  void sidecarDies(TransferCluster cluster) {
    cluster.play("stunnel-dies-at-40");

    Pod pod = run(cluster, withSidecar());

    assertThat(pod.getStatus().getPhase()).isEqualTo("Failed");
    assertThat(codes(pod)).containsEntry("rsync", 65);
    assertThat(pod.getStatus().getInitContainerStatuses().get(0).getRestartCount()).isPositive();
  }

  @Test
  @DisplayName("an init container of which nothing is known succeeds before rsync starts")
  void init(TransferCluster cluster) {
    Pod pod =
        run(
            cluster,
            new PodSpecBuilder()
                .addToInitContainers(container("chown", "chown", "-R", "0", "/data"))
                .addToContainers(RSYNC));

    assertThat(codes(pod)).isEqualTo(Map.of("chown", 0, "rsync", 0));
  }

  @Test
  @DisplayName("a rsync that serves is a destination: it runs until its pod is deleted")
  void daemon(TransferCluster cluster) {
    Container daemon = container("rsync", "rsync", "--daemon", "--no-detach");

    Pod pod = await(cluster, new PodSpecBuilder().addToContainers(daemon), ForeignPodTest::isReady);

    assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
    assertThat(cluster.log(NAMESPACE, POD, "rsync")).contains("rsyncd version");
  }

  private static PodSpecBuilder withSidecar() {
    Container sidecar = new ContainerBuilder(STUNNEL).withRestartPolicy("Always").build();
    return new PodSpecBuilder().addToInitContainers(sidecar).addToContainers(RSYNC);
  }

  private static Container container(String name, String... command) {
    return new ContainerBuilder()
        .withName(name)
        .withImage("registry.example/transfer:1")
        .withCommand(command)
        .build();
  }

  private static Pod run(TransferCluster cluster, PodSpecBuilder spec) {
    Set<String> over = Set.of("Succeeded", "Failed");
    return await(cluster, spec, pod -> over.contains(pod.getStatus().getPhase()));
  }

  private static Pod await(TransferCluster cluster, PodSpecBuilder spec, Predicate<Pod> condition) {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
            .build()) {
      Pod pod =
          new PodBuilder()
              .withNewMetadata()
              .withNamespace(NAMESPACE)
              .withName(POD)
              .endMetadata()
              .withSpec(spec.withRestartPolicy("Never").build())
              .build();
      client.resource(pod).create();
      return client.resource(pod).waitUntilCondition(condition, SECONDS_MAX, TimeUnit.SECONDS);
    }
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
  }

  /** Of the containers that have ended. */
  private static Map<String, Integer> codes(Pod pod) {
    return Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream())
        .filter(status -> status.getState().getTerminated() != null)
        .collect(
            Collectors.toMap(
                ContainerStatus::getName,
                status -> status.getState().getTerminated().getExitCode()));
  }
}
