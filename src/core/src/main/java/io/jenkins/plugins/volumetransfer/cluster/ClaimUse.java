package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeDevice;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.spec.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pod that has a claim among its volumes and is not over.
 *
 * @param node that the pod is on; empty: no node has taken it yet
 * @param run that has made the pod, if one has
 */
public record ClaimUse(
    String claim, String pod, Optional<String> node, Optional<String> run, Access access) {

  /** What the pod wants the claim for. */
  public enum Access {
    /** Its files. */
    FILES,
    /**
     * Only that it stays on its node: Tekton's affinity assistant, which reads and writes nothing.
     */
    PLACE
  }

  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  /**
   * Tekton's affinity assistant has these labels and a container of this name; it lives as long as
   * a PipelineRun (pkg/reconciler/pipelinerun/affinity_assistant.go). Who makes another pod look
   * like it only hides a pod of theirs, in a namespace where they may write to the claim anyway.
   */
  private static final String ASSISTANT = "affinity-assistant";

  private static final String COMPONENT_LABEL = "app.kubernetes.io/component";
  private static final String INSTANCE_LABEL = "app.kubernetes.io/instance";

  static List<ClaimUse> of(Pod pod) {
    if (pod.getStatus() != null && OVER.contains(String.valueOf(pod.getStatus().getPhase()))) {
      return List.of();
    }
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null)
        .map(
            volume ->
                new ClaimUse(
                    volume.getPersistentVolumeClaim().getClaimName(),
                    pod.getMetadata().getName(),
                    Optional.ofNullable(pod.getSpec().getNodeName())
                        .filter(ObjectName::isSubdomain),
                    PodStates.label(pod, Labels.RUN),
                    access(pod, volume)))
        .toList();
  }

  private static Access access(Pod pod, Volume volume) {
    Set<String> mounting =
        Stream.concat(
                pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
            .filter(container -> mounts(container, volume.getName()))
            .map(Container::getName)
            .collect(Collectors.toSet());
    return isAffinityAssistant(pod) && Set.of(ASSISTANT).containsAll(mounting)
        ? Access.PLACE
        : Access.FILES;
  }

  private static boolean isAffinityAssistant(Pod pod) {
    Map<String, String> labels =
        Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
    return ASSISTANT.equals(labels.get(COMPONENT_LABEL))
        && labels.getOrDefault(INSTANCE_LABEL, "").startsWith(ASSISTANT + "-")
        && pod.getSpec().getContainers().stream()
            .anyMatch(container -> container.getName().equals(ASSISTANT));
  }

  private static boolean mounts(Container container, String volume) {
    return Stream.concat(
            container.getVolumeMounts().stream().map(VolumeMount::getName),
            container.getVolumeDevices().stream().map(VolumeDevice::getName))
        .anyMatch(volume::equals);
  }
}
