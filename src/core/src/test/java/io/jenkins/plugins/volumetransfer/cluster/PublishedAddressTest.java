package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice.Sameness;
import io.jenkins.plugins.volumetransfer.engine.Published;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedAddressTest {
  private static final Endpoint NODE_PORT = new Endpoint.NodePort(Optional.empty());
  private static final Endpoint BALANCER = new Endpoint.LoadBalancer();

  @Test
  @DisplayName("a Service tells its ClusterIP, and the tunnel's own port")
  void clusterIp() {
    assertThat(PublishedAddress.of(new Endpoint.ClusterIp(), service("")))
        .contains(new Published(Optional.of("10.0.0.7"), 8443));
  }

  @Test
  @DisplayName("of a node port the host is left to the pod, unless the user names one")
  void nodePort() {
    assertThat(PublishedAddress.of(NODE_PORT, service("")))
        .contains(new Published(Optional.empty(), 31234));
    assertThat(PublishedAddress.of(new Endpoint.NodePort(Optional.of("a.b")), service("")))
        .contains(new Published(Optional.of("a.b"), 31234));
  }

  @Test
  @DisplayName("a load balancer tells an IP address, or a name, or nothing yet")
  void loadBalancer() {
    assertThat(PublishedAddress.of(BALANCER, service("{ip: 203.0.113.9}")))
        .contains(new Published(Optional.of("203.0.113.9"), 8443));
    assertThat(PublishedAddress.of(BALANCER, service("{hostname: lb.example.org}")))
        .contains(new Published(Optional.of("lb.example.org"), 8443));
    assertThat(PublishedAddress.of(BALANCER, service(""))).isEmpty();
  }

  @Test
  @DisplayName("a Route tells the host that the server gave it, and the router's port")
  void route() {
    String route =
        """
        apiVersion: route.openshift.io/v1
        kind: Route
        metadata: {name: r}
        spec: {host: r-n.apps.example.org, tls: {termination: passthrough}}
        """;

    assertThat(
            PublishedAddress.of(
                new Endpoint.Route(), object(route, GenericKubernetesResource.class)))
        .contains(new Published(Optional.of("r-n.apps.example.org"), 443));
    assertThat(PublishedAddress.of(new Endpoint.Route(), service(""))).isEmpty();
    assertThat(
            PublishedAddress.of(
                new Endpoint.Route(),
                object(
                    route.replace("host: r-n.apps.example.org, ", ""),
                    GenericKubernetesResource.class)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{hostname: \"lb.example.org\\n[shell]\\naccept = 1\\nexec = /bin/sh\"}",
        "{hostname: \"a b\"}",
        "{hostname: \"a\\0\"}",
        "{ip: \"10.0.0.7\\nexec = /bin/sh\"}",
        "{ip: lb.example.org}"
      })
  @DisplayName("what is no address is refused by its object and field, without obeying it")
  void noAddress(String ingress) {
    assertThatThrownBy(() -> PublishedAddress.of(BALANCER, service(ingress)))
        .isInstanceOfSatisfying(
            ClusterException.class,
            refused -> {
              assertThat(refused.failure().reason()).isEqualTo(Reason.ENDPOINT_REFUSED);
              assertThat(refused.failure().message())
                  .startsWith("Service n/s: status.loadBalancer.ingress[].")
                  .doesNotContain("\n");
            });
  }

  @Test
  @DisplayName("a headless Service has no address, and a port has its bounds")
  void otherFields() {
    Service headless = (Service) service("");
    headless.getSpec().setClusterIP("None");
    Service wild = (Service) service("");
    wild.getSpec().getPorts().get(0).setNodePort(70_000);

    assertThatThrownBy(() -> PublishedAddress.of(new Endpoint.ClusterIp(), headless))
        .hasMessageContaining("spec.clusterIP is \"None\"");
    assertThatThrownBy(() -> PublishedAddress.of(NODE_PORT, wild))
        .hasMessageContaining("spec.ports[].nodePort is \"70000\"");
    headless.getSpec().setClusterIP("");
    assertThat(PublishedAddress.of(new Endpoint.ClusterIp(), headless)).isEmpty();
  }

  @Test
  @DisplayName("a Route's host is a name")
  void noRoute() {
    HasMetadata route =
        object(
            """
            apiVersion: route.openshift.io/v1
            kind: Route
            metadata: {name: r, namespace: n}
            spec: {host: "r\\nsni = x"}
            """,
            GenericKubernetesResource.class);

    assertThatThrownBy(() -> PublishedAddress.of(new Endpoint.Route(), route))
        .hasMessageContaining("Route n/r: spec.host is");
  }

  @Test
  @DisplayName("two URLs with one kube-system are one cluster; without it nobody knows")
  void identity() {
    ClusterIdentity one = new ClusterIdentity("https://a", Optional.of("1"));

    assertThat(one.comparedTo(new ClusterIdentity("https://b", Optional.of("1"))))
        .isEqualTo(Sameness.ONE);
    assertThat(one.comparedTo(new ClusterIdentity("https://b", Optional.of("2"))))
        .isEqualTo(Sameness.TWO);
    assertThat(one.comparedTo(new ClusterIdentity("https://b", Optional.empty())))
        .isEqualTo(Sameness.UNKNOWN);
    assertThat(one.comparedTo(new ClusterIdentity("https://a", Optional.empty())))
        .isEqualTo(Sameness.ONE);
  }

  private static HasMetadata service(String ingress) {
    return object(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: s, namespace: n}
        spec: {clusterIP: 10.0.0.7, ports: [{port: 8443, nodePort: 31234}]}
        status: {loadBalancer: {ingress: [%s]}}
        """
            .formatted(ingress),
        Service.class);
  }

  private static HasMetadata object(String yaml, Class<? extends HasMetadata> type) {
    return Serialization.unmarshal(yaml, type);
  }
}
