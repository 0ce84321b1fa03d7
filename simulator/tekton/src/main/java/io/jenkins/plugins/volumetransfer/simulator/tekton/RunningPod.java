package io.jenkins.plugins.volumetransfer.simulator.tekton;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A pod of a TaskRun on a cluster. Closing it deletes its files, never the pod. */
final class RunningPod implements AutoCloseable {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private final KubernetesClient client;
  private final TaskRunPod made;
  private final CompletableFuture<Pod> ended;

  private RunningPod(KubernetesClient client, TaskRunPod made) {
    this.client = client;
    this.made = made;
    this.ended = resource().informOnCondition(RunningPod::haveEnded).thenApply(pods -> pods.get(0));
  }

  static RunningPod create(KubernetesClient client, TaskRunPod made) {
    client.resource(made.files()).create();
    client.resource(made.pod()).create();
    return new RunningPod(client, made);
  }

  private static boolean haveEnded(List<Pod> pods) {
    return pods.stream().anyMatch(pod -> ENDED.contains(pod.getStatus().getPhase()));
  }

  private PodResource resource() {
    return client
        .pods()
        .inNamespace(made.pod().getMetadata().getNamespace())
        .withName(made.pod().getMetadata().getName());
  }

  /** Done when it is Succeeded or Failed. */
  CompletableFuture<Pod> ended() {
    return ended;
  }

  /** With the grace period of the pod, and no wait. */
  void delete() {
    ended.cancel(true);
    resource().delete();
  }

  String logs(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .map(step -> log(step))
        .collect(Collectors.joining());
  }

  String logsSoFar() {
    return logs(made.pod());
  }

  private String log(Container step) {
    try {
      return resource().inContainer(step.getName()).getLog();
    } catch (KubernetesClientException e) {
      return "";
    }
  }

  @Override
  public void close() {
    ended.cancel(true);
    client.resource(made.files()).delete();
  }
}
