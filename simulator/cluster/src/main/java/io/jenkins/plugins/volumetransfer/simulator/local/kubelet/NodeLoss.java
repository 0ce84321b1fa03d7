package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;

/** What Kubernetes' node controller says of a pod whose node does not answer. */
final class NodeLoss {

  private NodeLoss() {}

  static ObjectNode report(ObjectNode object, Pod pod) {
    ObjectNode status = object.withObject("/status");
    status.put("reason", "NodeLost");
    status.put(
        "message",
        "Node %s which was running pod %s is unresponsive"
            .formatted(Node.NAME, pod.getMetadata().getName()));
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        ((ObjectNode) condition).put("status", "False").put("reason", "NodeLost");
      }
    }
    return object;
  }
}
