package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: somebody who commands the source pod reaches the destination and DNS, and nobody else.
 *
 * <p>Method: asks the policy about connections as a network does that knows which pod, of which
 * namespace, an address belongs to.
 */
class SourceNetworkPolicyTest {
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";
  private static final Map<String, String> DESTINATION =
      Map.of(Labels.RUN, "run-7f3a", Labels.TRANSFER, "postgresql", Labels.SIDE, "destination");

  /**
   * Where a connection goes.
   *
   * @param namespace labels of the namespace of the pod that has this address; empty with {@code
   *     pod}: no pod has it
   */
  private record Target(
      String ip, Optional<Map<String, String>> namespace, Map<String, String> pod) {
    static Target outside(String ip) {
      return new Target(ip, Optional.empty(), Map.of());
    }

    static Target pod(String namespace, Map<String, String> labels) {
      return new Target("10.244.0.9", Optional.of(Map.of(NAMESPACE_NAME, namespace)), labels);
    }
  }

  @ParameterizedTest
  @DisplayName("by address: the destination's address and its pod, each at its own port")
  @CsvSource({
    "AUTO, 10.96.0.7, 8443",
    "NODE_PORT, 192.168.1.4, 31234",
    "LOAD_BALANCER, 203.0.113.8, 8443",
    "LOAD_BALANCER, 2001:db8::8, 8443"
  })
  void byAddress(String endpoint, String ip, int port) {
    NetworkPolicy policy = policy(endpoint, new Address(ip, port));

    assertThat(lets(policy, Target.outside(ip), "TCP", port)).isTrue();
    assertThat(lets(policy, Target.pod("app-4", DESTINATION), "TCP", 8443)).isTrue();

    assertThat(lets(policy, Target.outside(ip), "TCP", port + 1)).isFalse();
    assertThat(lets(policy, Target.outside(ip), "UDP", port)).isFalse();
    assertThat(lets(policy, Target.outside("198.51.100.66"), "TCP", port)).isFalse();
    assertThat(lets(policy, Target.outside("169.254.169.254"), "TCP", 80)).isFalse();
    assertThat(lets(policy, Target.pod("app-4", DESTINATION), "TCP", 8730)).isFalse();
    assertThat(lets(policy, Target.pod("app-4", Map.of("app", "web")), "TCP", 8443)).isFalse();
  }

  @Test
  @DisplayName("a pod of another namespace that wears the destination's labels is not reached")
  void foreignNamespace() {
    NetworkPolicy policy = policy("AUTO", new Address("10.96.0.7", 8443));

    assertThat(lets(policy, Target.pod("mallory", DESTINATION), "TCP", 8443)).isFalse();
  }

  @Test
  @DisplayName("before Kubernetes 1.21 namespaces have no label of their name: the pod's must do")
  void oldCluster() {
    NetworkPolicy policy = policy("AUTO", new Address("10.96.0.7", 8443));
    Target pod = new Target("10.244.0.9", Optional.of(Map.of()), DESTINATION);
    Target other = new Target("10.244.0.9", Optional.of(Map.of()), Map.of("app", "web"));

    assertThat(lets(policy, pod, "TCP", 8443)).isTrue();
    assertThat(lets(policy, other, "TCP", 8443)).isFalse();
  }

  @ParameterizedTest
  @DisplayName("DNS is the cluster's own, where no name of the destination is to be resolved")
  @CsvSource({"UDP", "TCP"})
  void dns(String protocol) {
    NetworkPolicy policy = policy("AUTO", new Address("10.96.0.7", 8443));
    Map<String, String> coreDns = Map.of("k8s-app", "kube-dns");
    Map<String, String> openShift = Map.of("dns.operator.openshift.io/daemonset-dns", "default");

    assertThat(lets(policy, Target.pod("kube-system", coreDns), protocol, 53)).isTrue();
    assertThat(lets(policy, Target.pod("kube-system", coreDns), protocol, 8053)).isTrue();
    assertThat(lets(policy, Target.pod("openshift-dns", openShift), protocol, 5353)).isTrue();
    assertThat(lets(policy, Target.outside("169.254.20.10"), protocol, 53)).isTrue();

    assertThat(lets(policy, Target.pod("kube-system", coreDns), protocol, 9153)).isFalse();
    assertThat(lets(policy, Target.pod("mallory", coreDns), protocol, 53)).isFalse();
    assertThat(lets(policy, Target.pod("kube-system", Map.of()), protocol, 53)).isFalse();
    assertThat(lets(policy, Target.outside("198.51.100.66"), protocol, 53)).isFalse();
  }

  @ParameterizedTest
  @DisplayName("by host name: any address, at the destination's port and at 53 only")
  @CsvSource({"ROUTE, 443", "LOAD_BALANCER, 8443"})
  void byName(String endpoint, int port) {
    NetworkPolicy policy = policy(endpoint, new Address("lb.example.org", port));
    Target anybody = Target.outside("203.0.113.8");

    assertThat(lets(policy, anybody, "TCP", port)).isTrue();
    assertThat(lets(policy, anybody, "UDP", 53)).isTrue();
    assertThat(lets(policy, anybody, "TCP", 53)).isTrue();

    assertThat(lets(policy, anybody, "TCP", 22)).isFalse();
    assertThat(lets(policy, anybody, "UDP", port)).isFalse();
    assertThat(lets(policy, anybody, "UDP", 5353)).isFalse();
  }

  @Test
  @DisplayName("nobody reaches the source pod, and the policy is for this pod only")
  void ingress() {
    NetworkPolicy policy = policy("AUTO", new Address("10.96.0.7", 8443));

    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getIngress()).isEmpty();
    assertThat(policy.getSpec().getPodSelector().getMatchLabels())
        .isEqualTo(
            Map.of(Labels.RUN, "run-7f3a", Labels.TRANSFER, "postgresql", Labels.SIDE, "source"));
    assertThat(policy.getMetadata().getNamespace()).isEqualTo("app-3");
  }

  @Test
  @DisplayName("`networkPolicies: false`: neither side has one, and the ConfigMaps say so")
  void none() {
    Manifests manifests = manifests("networkPolicies: false");
    List<HasMetadata> objects =
        Stream.concat(
                manifests.destination().stream(),
                manifests.source(new Address("10.96.0.7", 8443)).stream())
            .toList();

    assertThat(objects).noneMatch(NetworkPolicy.class::isInstance);
    assertThat(objects)
        .filteredOn(object -> object.getKind().equals("ConfigMap"))
        .hasSize(2)
        .allMatch(
            map -> "none".equals(map.getMetadata().getAnnotations().get(Labels.NETWORK_POLICIES)));
  }

  private static NetworkPolicy policy(String endpoint, Address dialled) {
    return manifests("destination: {endpoint: " + endpoint + "}").source(dialled).stream()
        .filter(NetworkPolicy.class::isInstance)
        .map(NetworkPolicy.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Manifests manifests(String field) {
    TransferSpec spec =
        SpecReader.read("volumes: [{from: app-3/postgresql, to: app-4/postgresql}]\n" + field);
    return SampleTransfers.manifests(spec).get(0);
  }

  private static boolean lets(NetworkPolicy policy, Target target, String protocol, int port) {
    return policy.getSpec().getEgress().stream()
        .anyMatch(rule -> lets(rule, target, protocol, port));
  }

  /** No peers are all, no ports are all (Kubernetes API, NetworkPolicyEgressRule). */
  private static boolean lets(
      NetworkPolicyEgressRule rule, Target target, String protocol, int port) {
    boolean to = rule.getTo().isEmpty() || rule.getTo().stream().anyMatch(peer -> is(peer, target));
    boolean at =
        rule.getPorts().isEmpty()
            || rule.getPorts().stream()
                .anyMatch(
                    each ->
                        each.getProtocol().equals(protocol) && each.getPort().getIntVal() == port);
    return to && at;
  }

  private static boolean is(NetworkPolicyPeer peer, Target target) {
    if (peer.getIpBlock() != null) {
      return peer.getIpBlock()
          .getCidr()
          .equals(target.ip() + (target.ip().contains(":") ? "/128" : "/32"));
    }
    return target
        .namespace()
        .filter(labels -> selects(peer.getNamespaceSelector(), labels))
        .filter(labels -> selects(peer.getPodSelector(), target.pod()))
        .isPresent();
  }

  private static boolean selects(LabelSelector selector, Map<String, String> labels) {
    Map<String, String> wanted =
        Optional.ofNullable(selector.getMatchLabels()).orElse(new TreeMap<>());
    return labels.entrySet().containsAll(wanted.entrySet())
        && selector.getMatchExpressions().stream().allMatch(each -> holds(each, labels));
  }

  private static boolean holds(LabelSelectorRequirement each, Map<String, String> labels) {
    assertThat(each.getOperator()).isEqualTo("DoesNotExist");
    return !labels.containsKey(each.getKey());
  }
}
