package io.jenkins.plugins.volumetransfer.manifest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jenkins.plugins.volumetransfer.spec.PodOverrides;
import java.util.Map;

/** Lays what the user asks for over a transfer pod; what the transfer needs of it stays. */
record PodOverlay(PodOverrides wanted) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The same for two that ask for the same; empty: nothing is asked for. */
  String text(Side side) {
    return wanted.equals(PodOverrides.NONE)
        ? ""
        : side.label()
            + JSON.valueToTree(
                over(
                    new PodBuilder()
                        .withNewMetadata()
                        .endMetadata()
                        .withNewSpec()
                        .withNewSecurityContext()
                        .endSecurityContext()
                        .endSpec()
                        .build()));
  }

  Pod over(Pod pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    Map<String, String> annotations = pod.getMetadata().getAnnotations();
    return new PodBuilder(pod)
        .editMetadata()
        .addToLabels(wanted.labels())
        .addToLabels(labels)
        .addToAnnotations(wanted.annotations())
        .addToAnnotations(annotations)
        .endMetadata()
        .editSpec()
        .withNodeSelector(wanted.nodeSelector())
        .withTolerations(wanted.tolerations())
        .withAffinity(wanted.affinity().orElse(null))
        .withPriorityClassName(wanted.priorityClassName().orElse(null))
        .withImagePullSecrets(
            wanted.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
        .withServiceAccountName(wanted.serviceAccountName().orElse(null))
        .withRuntimeClassName(wanted.runtimeClassName().orElse(null))
        .editSecurityContext()
        .withSupplementalGroups(wanted.supplementalGroups())
        .withSeLinuxOptions(wanted.seLinuxOptions().orElse(null))
        .endSecurityContext()
        .endSpec()
        .build();
  }
}
