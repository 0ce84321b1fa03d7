package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The pod that holds the claim of a workspace on one node for as long as a PipelineRun takes
 * ({@code coschedule: workspaces}, the default; pkg/reconciler/pipelinerun/affinity_assistant.go).
 * Tekton makes a StatefulSet of it, whose only pod this is. No container mounts the claim.
 *
 * @param instance also begins its name
 */
record AffinityAssistant(String pipelineRun, String namespace, String instance, String claim) {
  static final String ANNOTATION = "pipeline.tekton.dev/affinity-assistant";
  private static final String COMPONENT = "affinity-assistant";
  private static final String COMPONENT_LABEL = "app.kubernetes.io/component";
  private static final String INSTANCE_LABEL = "app.kubernetes.io/instance";
  private static final int HASH_DIGITS = 10;

  /** Stands for the one that comes with Tekton. */
  private static final String IMAGE = "ghcr.io/tektoncd/pipeline/nop:v1.15.0";

  static AffinityAssistant of(
      String pipelineRun, String namespace, String workspace, String claim) {
    return new AffinityAssistant(
        pipelineRun, namespace, COMPONENT + "-" + hash(workspace + pipelineRun), claim);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Pod pod(StepEnvironment site) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(instance + "-0")
        .withNamespace(namespace)
        .addToLabels(COMPONENT_LABEL, COMPONENT)
        .addToLabels(INSTANCE_LABEL, instance)
        .addToLabels("tekton.dev/pipelineRun", pipelineRun)
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(0L)
        .addNewContainer()
        .withName(COMPONENT)
        .withImage(site.image(IMAGE))
        .withCommand("sleep", "infinity")
        .endContainer()
        .addNewVolume()
        .withName("workspace-0")
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .endVolume()
        .endSpec()
        .build();
  }

  /**
   * What keeps the pod of a TaskRun beside it (pkg/internal/affinityassistant/transformer.go).
   *
   * @param instance empty: nothing does
   */
  static void attract(ObjectNode podSpec, String instance) {
    if (!instance.isEmpty()) {
      ObjectNode term = JsonNodeFactory.instance.objectNode();
      term.put("topologyKey", "kubernetes.io/hostname");
      ObjectNode labels = term.putObject("labelSelector").putObject("matchLabels");
      Map.of(COMPONENT_LABEL, COMPONENT, INSTANCE_LABEL, instance).forEach(labels::put);
      podSpec
          .withObject("/affinity/podAffinity")
          .withArray("/requiredDuringSchedulingIgnoredDuringExecution")
          .add(term);
    }
  }
}
