package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.List;
import java.util.Map;

/** Pods as a NetworkPolicy names them: by labels, and by a namespace that nobody else can claim. */
final class PodPeers {
  /**
   * Kubernetes itself gives this label to each namespace and keeps it as it is, from 1.21 on
   * (KEP-2161).
   */
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private PodPeers() {}

  /**
   * The pods of one side of a transfer. Before Kubernetes 1.21 no label tells a namespace's name,
   * and the pods' own labels must do; from then on the second peer is nobody.
   */
  static List<NetworkPolicyPeer> of(Manifests manifests, Side side) {
    Map<String, String> labels = manifests.selector(side);
    LabelSelector unnamed =
        new LabelSelectorBuilder()
            .addNewMatchExpression()
            .withKey(NAMESPACE_NAME)
            .withOperator("DoesNotExist")
            .endMatchExpression()
            .build();
    return List.of(in(manifests.transfer().namespace(side), labels), peer(unnamed, labels));
  }

  static NetworkPolicyPeer in(String namespace, Map<String, String> labels) {
    return peer(
        new LabelSelectorBuilder().addToMatchLabels(NAMESPACE_NAME, namespace).build(), labels);
  }

  private static NetworkPolicyPeer peer(LabelSelector namespaces, Map<String, String> labels) {
    return new NetworkPolicyPeerBuilder()
        .withNamespaceSelector(namespaces)
        .withNewPodSelector()
        .withMatchLabels(labels)
        .endPodSelector()
        .build();
  }
}
