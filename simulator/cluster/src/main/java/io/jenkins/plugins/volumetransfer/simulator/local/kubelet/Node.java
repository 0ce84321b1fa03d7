package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.Json;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one node of the cluster. */
public final class Node {

  /** Its name, and the value of its label {@code kubernetes.io/hostname}. */
  public static final String NAME = "local-node";

  private static final ResourcePath PATH = ResourcePath.core("", "nodes", NAME);

  private final ObjectStore store;
  private volatile Optional<LaunchProblem> trouble = Optional.empty();

  Node(ObjectStore store, String address) {
    this.store = store;
    store.create(
        PATH.collection(),
        Json.tree(
            new NodeBuilder()
                .withNewMetadata()
                .withName(NAME)
                .addToLabels("kubernetes.io/hostname", NAME)
                .addToLabels("kubernetes.io/os", "linux")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewAddress()
                .withType("InternalIP")
                .withAddress(address)
                .endAddress()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build()));
  }

  /** No new pod is scheduled any more. */
  public void cordon() {
    setUnschedulable(true);
  }

  /** Takes back {@link #cordon}. */
  public void uncordon() {
    setUnschedulable(false);
  }

  /**
   * Pods that come to the node from now on don't start.
   *
   * @param reason of the Event that says so, for instance {@code FailedAttachVolume}
   */
  public void keepPodsFromStarting(String reason, String message) {
    trouble = Optional.of(new LaunchProblem(reason, message));
  }

  void check() throws LaunchProblem {
    if (trouble.isPresent()) {
      throw trouble.get();
    }
  }

  private void setUnschedulable(boolean unschedulable) {
    store.edit(
        PATH,
        node -> {
          node.withObject("/spec").put("unschedulable", unschedulable);
          return node;
        });
  }

  /** Whether a required affinity, if it asks for nodes by name, asks for this one. */
  private static boolean isChosen(Pod pod) {
    return Optional.ofNullable(pod.getSpec().getAffinity())
        .map(Affinity::getNodeAffinity)
        .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
        .map(NodeSelector::getNodeSelectorTerms)
        .orElse(List.of())
        .stream()
        .flatMap(term -> term.getMatchFields().stream())
        .filter(field -> field.getKey().equals("metadata.name"))
        .allMatch(field -> field.getValues().contains(NAME));
  }

  /** Why the pod cannot be put here, in the scheduler's words; empty when it can. */
  Optional<String> obstacle(Pod pod) {
    ObjectNode node = store.get(PATH).orElseThrow();
    if (node.at("/spec/unschedulable").asBoolean()) {
      return Optional.of("0/1 nodes are available: 1 node(s) were unschedulable.");
    }
    Map<String, String> wanted = pod.getSpec().getNodeSelector();
    boolean matches =
        wanted.entrySet().stream()
            .allMatch(
                label ->
                    node.path("metadata")
                        .path("labels")
                        .path(label.getKey())
                        .asText("")
                        .equals(label.getValue()));
    return matches && isChosen(pod)
        ? Optional.empty()
        : Optional.of(
            "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.");
  }
}
