package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterIdentity;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.cluster.PublishedAddress;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice.Sameness;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Published;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine asks of a cluster for the endpoint, against a real API. */
@Tag("integration")
class ServiceWatchTest {
  @TempDir Path directory;

  private LocalCluster local;
  private ClusterRef ref;
  private Cluster cluster;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    local = LocalCluster.start(directory);
    ref =
        new ClusterRef(
            Optional.of(local.kubeconfig().toString()),
            Optional.empty(),
            ClusterRef.Access.KUBECONFIG);
    cluster = new KubeconfigClusters().open(ref);
    client = KubeconfigClusters.client(ref);
  }

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
    local.close();
  }

  @Test
  @DisplayName("an address that a load balancer gives later is told, and nothing is asked again")
  void later() throws Exception {
    Service service =
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace("default")
            .withName("balanced")
            .endMetadata()
            .withNewSpec()
            .addNewPort()
            .withPort(8443)
            .endPort()
            .endSpec()
            .build();
    cluster.create(service);
    CompletableFuture<Published> found = new CompletableFuture<>();
    CompletableFuture<Service> seen = new CompletableFuture<>();
    ObjectRef object =
        new ObjectRef(Side.DESTINATION, ObjectRef.Kind.SERVICE, "default", "balanced");
    local.requests().reset();

    try (Cluster.Subscription watch =
        cluster.watchService(
            object,
            each -> {
              seen.complete(each);
              PublishedAddress.of(new Endpoint.LoadBalancer(), each).ifPresent(found::complete);
            })) {
      seen.get(20, TimeUnit.SECONDS);
      assertThat(found).isNotDone();
      client
          .services()
          .inNamespace("default")
          .withName("balanced")
          .editStatus(
              each ->
                  new ServiceBuilder(each)
                      .withNewStatus()
                      .withNewLoadBalancer()
                      .withIngress(
                          new LoadBalancerIngressBuilder().withHostname("lb.example.org").build())
                      .endLoadBalancer()
                      .endStatus()
                      .build());

      assertThat(found.get(20, TimeUnit.SECONDS))
          .isEqualTo(new Published(Optional.of("lb.example.org"), 8443));
      assertThat(local.requests().of("list", "services")).isZero();
      assertThat(local.requests().of("watch", "services")).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("a cluster is known by its kube-system, and by its URL where that may not be read")
  void identity() {
    ClusterIdentity known = cluster.identity();
    assertThat(known.uid()).isPresent();

    local.access().deny("get", "namespaces");

    assertThat(cluster.identity()).isEqualTo(new ClusterIdentity(known.server(), Optional.empty()));
    assertThat(cluster.identity().comparedTo(known)).isEqualTo(Sameness.ONE);
  }

  @Test
  @DisplayName("a cluster tells which API groups it serves")
  void groups() {
    assertThat(cluster.serves("networking.k8s.io")).isTrue();
    assertThat(cluster.serves("route.openshift.io")).isFalse();
  }
}
