package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;

/**
 * Sends a pod to a node, by way of the scheduler: {@code spec.nodeName} would pass it by, and a
 * claim that waits for its first consumer would wait for ever (volsync#361). By the node's name and
 * not by its label {@code kubernetes.io/hostname}, which some providers set to something else.
 */
public final class Placement {
  private Placement() {}

  public static Pod onNode(Pod pod, String node) {
    return new PodBuilder(pod)
        .editSpec()
        .withNewAffinity()
        .withNewNodeAffinity()
        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
        .addNewNodeSelectorTerm()
        .addNewMatchField()
        .withKey("metadata.name")
        .withOperator("In")
        .withValues(node)
        .endMatchField()
        .endNodeSelectorTerm()
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endNodeAffinity()
        .endAffinity()
        .endSpec()
        .build();
  }
}
