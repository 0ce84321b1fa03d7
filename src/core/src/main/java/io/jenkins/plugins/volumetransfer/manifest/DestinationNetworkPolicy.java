package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;

/**
 * Lets the tunnel reach the destination pod and nothing else, and the pod reach nobody. Where the
 * source is in another cluster its pods have no labels here, so the port is open to all; stunnel
 * still admits only the transfer's own certificate.
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

  private NetworkPolicyIngressRule ingress() {
    NetworkPolicyIngressRuleBuilder rule =
        new NetworkPolicyIngressRuleBuilder()
            .addNewPort()
            .withProtocol("TCP")
            .withPort(new IntOrString(Layout.ENDPOINT_PORT))
            .endPort();
    if (manifests.spec().withinOneCluster()) {
      rule.addNewFrom()
          .withNewNamespaceSelector()
          .endNamespaceSelector()
          .withNewPodSelector()
          .withMatchLabels(manifests.selector(Side.SOURCE))
          .endPodSelector()
          .endFrom();
    }
    return rule.build();
  }
}
