package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.jenkins.plugins.volumetransfer.spec.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the source pod reach the destination and DNS, and nobody reach the source pod.
 *
 * <p>The destination is named twice. Networks that look at a connection after a Service's address
 * was replaced by its pod's see the pod; those that look before, or where the address is another
 * cluster's, see the address. A policy can't name a host by its name: then all addresses are open,
 * at the destination's port and at that of DNS, and nothing else is.
 *
 * @param destination what the source's stunnel connects to
 */
record SourceNetworkPolicy(Manifests manifests, Address destination) {
  private static final int DNS_PORT = 53;

  /** What DNS pods listen on behind port 53 of their Service: OpenShift's, Gardener's. */
  private static final int[] DNS_POD_PORTS = {DNS_PORT, 5353, 8053};

  /** What NodeLocal DNSCache listens on, unless a cluster chose another. */
  private static final String NODE_LOCAL_DNS = "169.254.20.10";

  NetworkPolicy policy() {
    return new NetworkPolicyBuilder()
        .withMetadata(manifests.metadata(Side.SOURCE, manifests.name(Side.SOURCE)))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(manifests.selector(Side.SOURCE))
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withEgress(egress())
        .endSpec()
        .build();
  }

  private List<NetworkPolicyEgressRule> egress() {
    Optional<NetworkPolicyPeer> address =
        Host.block(destination.host()).map(SourceNetworkPolicy::block);
    List<NetworkPolicyEgressRule> rules = new ArrayList<>();
    rules.add(rule(PodPeers.of(manifests, Side.DESTINATION), List.of("TCP"), Layout.ENDPOINT_PORT));
    rules.add(rule(address.stream().toList(), List.of("TCP"), destination.port()));
    rules.add(rule(clusterDns(), List.of("UDP", "TCP"), DNS_POD_PORTS));
    if (address.isEmpty()) {
      // Who answers for names differs from cluster to cluster; here one must be resolved.
      rules.add(rule(List.of(), List.of("UDP", "TCP"), DNS_PORT));
    }
    return rules;
  }

  private static List<NetworkPolicyPeer> clusterDns() {
    return List.of(
        PodPeers.in("kube-system", Map.of("k8s-app", "kube-dns")),
        PodPeers.in("openshift-dns", Map.of("dns.operator.openshift.io/daemonset-dns", "default")),
        block(NODE_LOCAL_DNS + "/32"));
  }

  private static NetworkPolicyPeer block(String cidr) {
    return new NetworkPolicyPeerBuilder().withNewIpBlock().withCidr(cidr).endIpBlock().build();
  }

  /**
   * @param peers none: all
   */
  private static NetworkPolicyEgressRule rule(
      List<NetworkPolicyPeer> peers, List<String> protocols, int... ports) {
    NetworkPolicyEgressRuleBuilder rule = new NetworkPolicyEgressRuleBuilder().withTo(peers);
    for (int port : ports) {
      for (String protocol : protocols) {
        rule.addNewPort().withProtocol(protocol).withPort(new IntOrString(port)).endPort();
      }
    }
    return rule.build();
  }
}
