package io.jenkins.plugins.volumetransfer.spec;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What transfer pods get besides what a transfer needs, in Kubernetes' own words. Empty: as the
 * cluster has it.
 *
 * @param labels none of them ours
 * @param annotations none of them ours
 * @param imagePullSecrets names of Secrets in the pod's namespace
 * @param serviceAccountName its token is not mounted
 * @param supplementalGroups 0 to {@link PodIds#MAX}
 */
public record PodOverrides(
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    Optional<Affinity> affinity,
    Optional<String> priorityClassName,
    List<String> imagePullSecrets,
    Optional<String> serviceAccountName,
    Optional<String> runtimeClassName,
    List<Long> supplementalGroups,
    Optional<SELinuxOptions> seLinuxOptions) {
  public static final PodOverrides NONE =
      new PodOverrides(
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty());

  public PodOverrides {
    labels = sorted(labels);
    annotations = sorted(annotations);
    nodeSelector = sorted(nodeSelector);
    tolerations = List.copyOf(tolerations);
    imagePullSecrets = List.copyOf(imagePullSecrets);
    supplementalGroups = List.copyOf(supplementalGroups);
  }

  /** As people compare plans. */
  private static Map<String, String> sorted(Map<String, String> texts) {
    return Collections.unmodifiableMap(new TreeMap<>(texts));
  }
}
