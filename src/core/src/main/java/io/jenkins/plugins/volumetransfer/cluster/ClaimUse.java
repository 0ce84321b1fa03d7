package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.spec.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pod that has a claim among its volumes and is not over.
 *
 * @param node that the pod is on; empty: no node has taken it yet
 * @param run that has made the pod, if one has
 */
public record ClaimUse(String claim, String pod, Optional<String> node, Optional<String> run) {
  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  static List<ClaimUse> of(Pod pod) {
    if (pod.getStatus() != null && OVER.contains(String.valueOf(pod.getStatus().getPhase()))) {
      return List.of();
    }
    return pod.getSpec().getVolumes().stream()
        .map(Volume::getPersistentVolumeClaim)
        .flatMap(claim -> Optional.ofNullable(claim).stream())
        .map(
            claim ->
                new ClaimUse(
                    claim.getClaimName(),
                    pod.getMetadata().getName(),
                    Optional.ofNullable(pod.getSpec().getNodeName())
                        .filter(ObjectName::isSubdomain),
                    PodStates.label(pod, Labels.RUN)))
        .toList();
  }
}
