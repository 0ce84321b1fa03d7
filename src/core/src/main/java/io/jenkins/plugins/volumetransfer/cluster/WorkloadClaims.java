package io.jenkins.plugins.volumetransfer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The claims that a workload uses, whether or not it has pods.
 *
 * @param named by its pods' volumes
 * @param ofPods what the names of the claims begin with that a StatefulSet makes for its pods; a
 *     pod's number follows
 */
public record WorkloadClaims(Set<String> named, Set<String> ofPods) {
  public WorkloadClaims {
    named = Set.copyOf(named);
    ofPods = Set.copyOf(ofPods);
  }

  static WorkloadClaims of(String name, JsonNode workload) {
    JsonNode spec = workload.path("spec");
    JsonNode job = spec.at("/jobTemplate/spec");
    JsonNode template = (job.isMissingNode() ? spec : job).path("template");
    JsonNode pod = template.isMissingNode() ? spec : template.path("spec");
    Set<String> named = new HashSet<>();
    for (JsonNode volume : pod.path("volumes")) {
      JsonNode claim = volume.at("/persistentVolumeClaim/claimName");
      if (claim.isTextual()) {
        named.add(claim.textValue());
      }
    }
    Set<String> ofPods = new HashSet<>();
    for (JsonNode claim : spec.path("volumeClaimTemplates")) {
      ofPods.add(claim.at("/metadata/name").asText() + "-" + name + "-");
    }
    return new WorkloadClaims(named, ofPods);
  }

  public boolean has(String claim) {
    return named.contains(claim)
        || ofPods.stream()
            .anyMatch(
                begin ->
                    claim.startsWith(begin) && claim.substring(begin.length()).matches("[0-9]+"));
  }
}
