package io.jenkins.plugins.volumetransfer.simulator.tekton;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.List;

/** Those of one PipelineRun: they come before its first task and go after its last one. */
record AffinityAssistants(KubernetesClient client, StepEnvironment site) {
  /**
   * @return they are gone once it is closed, but for the moment that the kubelet takes
   */
  Made make(Collection<AffinityAssistant> assistants) {
    List<Pod> pods = assistants.stream().map(each -> each.pod(site)).toList();
    pods.forEach(pod -> client.resource(pod).create());
    return () -> pods.forEach(pod -> client.resource(pod).delete());
  }

  /** Pods that are there until closed. */
  interface Made extends AutoCloseable {
    @Override
    void close();
  }
}
