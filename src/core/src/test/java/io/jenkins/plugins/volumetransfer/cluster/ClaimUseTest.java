package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: only the affinity assistant of Tekton does not count as a user of a claim's files. Method:
 * its pod as Tekton makes it, and pods that differ from it in one thing.
 */
class ClaimUseTest {
  private static final String ASSISTANT =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: affinity-assistant-0123456789-0
        labels:
          app.kubernetes.io/component: affinity-assistant
          app.kubernetes.io/instance: affinity-assistant-0123456789
          tekton.dev/pipelineRun: move
      spec:
        nodeName: n1
        containers:
          - name: affinity-assistant
            args: [tekton_run_indefinitely]
        volumes:
          - name: workspace-0
            persistentVolumeClaim: {claimName: data}
      status: {phase: Running}
      """;

  @Test
  @DisplayName("the affinity assistant only keeps a claim at its place")
  void assistant() {
    assertThat(use(ASSISTANT))
        .satisfies(use -> assertThat(use.access()).isEqualTo(ClaimUse.Access.PLACE))
        .satisfies(use -> assertThat(use.node()).contains("n1"));
  }

  @Test
  @DisplayName("also where it mounts a claim that it has made")
  void mounting() {
    String mounting = "args: [x]\n      volumeMounts: [{name: workspace-0, mountPath: /w}]";

    assertThat(use(ASSISTANT.replace("args: [tekton_run_indefinitely]", mounting)).access())
        .isEqualTo(ClaimUse.Access.PLACE);
  }

  @ParameterizedTest(name = "{1} in the place of {0}")
  @DisplayName("a pod that differs from it has the files")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          component: affinity-assistant  | component: database
          instance: affinity-assistant-  | instance: app-
          - name: affinity-assistant     | - name: database
          containers:                    | containers:\\n    - {name: other, volumeMounts: [{name: workspace-0, mountPath: /w}]}
          containers:                    | containers:\\n    - {name: other, volumeDevices: [{name: workspace-0, devicePath: /w}]}
          containers:                    | initContainers:\\n    - {name: other, volumeMounts: [{name: workspace-0, mountPath: /w}]}\\n  containers:
          """)
  void others(String part, String replacement) {
    assertThat(ASSISTANT).contains(part);

    assertThat(use(ASSISTANT.replace(part, replacement.replace("\\n", "\n"))).access())
        .isEqualTo(ClaimUse.Access.FILES);
  }

  @Test
  @DisplayName("one that is over uses nothing")
  void over() {
    assertThat(ClaimUse.of(pod(ASSISTANT.replace("Running", "Succeeded")))).isEmpty();
  }

  private static ClaimUse use(String yaml) {
    return ClaimUse.of(pod(yaml)).get(0);
  }

  private static Pod pod(String yaml) {
    return Serialization.unmarshal(yaml, Pod.class);
  }
}
