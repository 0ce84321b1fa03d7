package io.jenkins.plugins.volumetransfer.spec;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a claim that is made gets. Empty: as its source has it; no labels and annotations.
 *
 * @param size at least that of the source
 * @param accessModes as Kubernetes calls them; one of them lets it be written
 */
public record NewClaimOptions(
    Optional<Quantity> size,
    List<String> accessModes,
    Optional<String> volumeMode,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public static final NewClaimOptions LIKE_SOURCE =
      new NewClaimOptions(Optional.empty(), List.of(), Optional.empty(), Map.of(), Map.of());

  public NewClaimOptions {
    accessModes = List.copyOf(accessModes);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }
}
