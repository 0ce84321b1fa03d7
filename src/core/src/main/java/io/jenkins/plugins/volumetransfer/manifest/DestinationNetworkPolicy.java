package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;

/**
 * Lets the tunnel reach the destination pod and nothing else, and the pod reach nobody. Only a
 * connection to the ClusterIP comes from the source pod's own address: a node port, a load balancer
 * and a router put theirs in its place. The port is then open to all; stunnel still admits only the
 * transfer's own certificate.
 */
record DestinationNetworkPolicy(Manifests manifests) {

  NetworkPolicy policy() {
    return new NetworkPolicyBuilder()
        .withMetadata(manifests.metadata(Side.DESTINATION, manifests.name(Side.DESTINATION)))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(manifests.selector(Side.DESTINATION))
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(ingress())
        .endSpec()
        .build();
  }

  private boolean fromSourcePod() {
    Endpoint endpoint = manifests.spec().endpoint();
    return manifests.spec().withinOneCluster()
        && (endpoint instanceof Endpoint.ClusterIp || endpoint instanceof Endpoint.Auto);
  }

  private NetworkPolicyIngressRule ingress() {
    NetworkPolicyIngressRuleBuilder rule =
        new NetworkPolicyIngressRuleBuilder()
            .addNewPort()
            .withProtocol("TCP")
            .withPort(new IntOrString(Layout.ENDPOINT_PORT))
            .endPort();
    if (fromSourcePod()) {
      rule.addAllToFrom(PodPeers.of(manifests, Side.SOURCE));
    }
    return rule.build();
  }
}
