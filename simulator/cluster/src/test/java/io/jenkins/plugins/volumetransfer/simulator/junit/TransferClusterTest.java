package io.jenkins.plugins.volumetransfer.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Goal: a cluster that helps whoever writes a test, also where the test is wrong. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class TransferClusterTest {

  @Test
  @DisplayName("an unknown scenario is refused with the nearest names")
  void unknownScenario(TransferCluster cluster) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cluster.play("stunnel-died-at-40"))
        .withMessageContaining("no scenario \"stunnel-died-at-40\"")
        .withMessageContaining("stunnel-dies-at-40");
  }

  @Test
  @DisplayName("a scenario that can't be played is refused with the reason")
  void unplayableScenario(TransferCluster cluster) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cluster.play("clock-jumps"))
        .withMessageContaining("clock-jumps can't be played here")
        .withMessageContaining("have no clock");
  }

  @Test
  @DisplayName("a scenario must strike at least one pod")
  void noPod(TransferCluster cluster) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cluster.play("pod-evicted", 0))
        .withMessageContaining("at least one pod");
  }

  @Test
  @DisplayName("a claim is written with its namespace")
  void claimWithoutNamespace(TransferCluster cluster) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cluster.claim("postgresql", "1Gi"))
        .withMessageContaining("NAMESPACE/NAME");
  }

  @Test
  @DisplayName("what is left is named by kind, namespace and name; claims may stay")
  void leftovers(TransferCluster cluster) throws Exception {
    cluster.claim("app-3/postgresql", "1Gi");
    cluster.assertNothingLeft();

    try (KubernetesClient client = client(cluster)) {
      client
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withNamespace("app-3")
                  .withName("stunnel-config")
                  .endMetadata()
                  .build())
          .create();
    }

    assertThatThrownBy(cluster::assertNothingLeft)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ConfigMap app-3/stunnel-config");
  }

  @Test
  @DisplayName("a claim that was deleted is named")
  void claimGone(TransferCluster cluster) {
    cluster.claim("app-4/postgresql", "1Gi");

    try (KubernetesClient client = client(cluster)) {
      client.persistentVolumeClaims().inNamespace("app-4").withName("postgresql").delete();
    }

    assertThatThrownBy(cluster::assertNothingLeft)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("deleted")
        .hasMessageContaining("app-4/postgresql");
  }

  @Test
  @DisplayName("a test in which nothing of its scenario happened has shown nothing")
  void neverStruck() {
    try (TransferCluster own = TransferCluster.start(Catalogue.own(), 1)) {
      own.play("stunnel-dies-at-40");

      assertThatThrownBy(own::assertStruck)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("stunnel-dies-at-40")
          .hasMessageContaining("no pod with a container \"rsync\"");
    }
  }

  @Test
  @DisplayName("each test has a cluster of its own, without anything in it")
  void empty(TransferCluster cluster) throws Exception {
    try (KubernetesClient client = client(cluster)) {
      assertThat(client.pods().inAnyNamespace().list().getItems()).isEmpty();
    }
    cluster.assertNothingLeft();
  }

  private static KubernetesClient client(TransferCluster cluster) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
        .build();
  }
}
