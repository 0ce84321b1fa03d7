package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Sends a pod to a node, by way of the scheduler: {@code spec.nodeName} would pass it by, and a
 * claim that waits for its first consumer would wait for ever (volsync#361). By the node's name and
 * not by its label {@code kubernetes.io/hostname}, which some providers set to something else. What
 * the pod asks for besides must hold too.
 */
public final class Placement {
  private Placement() {}

  public static Pod onNode(Pod pod, String node) {
    List<NodeSelectorTerm> there =
        Optional.ofNullable(pod.getSpec().getAffinity())
            .map(Affinity::getNodeAffinity)
            .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
            .map(NodeSelector::getNodeSelectorTerms)
            .orElse(List.of());
    // One of the terms is enough for the scheduler, so the node must be in each.
    List<NodeSelectorTerm> terms =
        (there.isEmpty() ? List.of(new NodeSelectorTerm()) : there)
            .stream().map(term -> onNode(term, node)).toList();
    return new PodBuilder(pod)
        .editSpec()
        .editOrNewAffinity()
        .editOrNewNodeAffinity()
        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
        .withNodeSelectorTerms(terms)
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endNodeAffinity()
        .endAffinity()
        .endSpec()
        .build();
  }

  private static NodeSelectorTerm onNode(NodeSelectorTerm term, String node) {
    return new NodeSelectorTermBuilder(term)
        .addNewMatchField()
        .withKey("metadata.name")
        .withOperator("In")
        .withValues(node)
        .endMatchField()
        .build();
  }
}
