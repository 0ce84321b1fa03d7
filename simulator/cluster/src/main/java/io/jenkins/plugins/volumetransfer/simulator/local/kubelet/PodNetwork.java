package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectAdmission;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses of pods and Services. A pod gets the address of the first Service that selects it, a
 * Service that of the first pod that it selects, whichever was there before the other; so
 * connections need no proxy, but a Service's target port must be its port, and two pods behind one
 * Service share their ports too. A node port is the port itself, at the pod's host address, which
 * is the pod's own.
 */
record PodNetwork(ObjectStore store, Addresses addresses) implements ObjectAdmission {
  /** On each pod from its creation on; what becomes its {@code status.podIP}. */
  static final String ADDRESS_ANNOTATION = "local.volume-transfer/pod-address";

  private static final String HEADLESS = "None";

  @Override
  public void admit(ResourcePath path, ObjectNode object) {
    if (path.isCore("pods")) {
      object
          .withObject("/metadata/annotations")
          .put(ADDRESS_ANNOTATION, addressForPod(path.namespace(), object));
    } else if (path.isCore("services")) {
      admitService(path, object);
    }
  }

  private String addressForPod(String namespace, ObjectNode pod) {
    return store.list(ResourcePath.core(namespace, "services", "")).stream()
        .filter(service -> selects(service, pod))
        .map(PodNetwork::clusterAddress)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(addresses::next);
  }

  private void admitService(ResourcePath path, ObjectNode service) {
    ObjectNode spec = service.withObject("/spec");
    for (JsonNode port : spec.path("ports")) {
      JsonNode target = port.path("targetPort");
      if (target.isInt() && target.asInt() != port.path("port").asInt()) {
        throw Refusal.invalid(
            path, "spec.ports.targetPort: the local cluster has no proxy, it must equal the port");
      }
    }
    if (spec.path("type").asText("").isEmpty()) {
      spec.put("type", "ClusterIP");
    }
    if (spec.path("clusterIP").asText("").isEmpty()) {
      String address = addressForService(path.namespace(), service);
      spec.put("clusterIP", address);
      spec.putArray("clusterIPs").add(address);
    }
    String type = spec.path("type").asText();
    if (type.equals("NodePort") || type.equals("LoadBalancer")) {
      spec.path("ports")
          .forEach(port -> ((ObjectNode) port).put("nodePort", port.path("port").asInt()));
    }
    ObjectNode balancer = service.withObject("/status").putObject("loadBalancer");
    if (type.equals("LoadBalancer")) {
      balancer.putArray("ingress").addObject().put("ip", spec.path("clusterIP").asText());
    }
  }

  private String addressForService(String namespace, ObjectNode service) {
    return store.list(ResourcePath.core(namespace, "pods", "")).stream()
        .filter(pod -> selects(service, pod))
        .map(pod -> pod.path("metadata").path("annotations").path(ADDRESS_ANNOTATION).asText(""))
        .filter(address -> !address.isEmpty())
        .findFirst()
        .orElseGet(addresses::next);
  }

  private static Optional<String> clusterAddress(ObjectNode service) {
    return Optional.of(service.at("/spec/clusterIP").asText(""))
        .filter(address -> !address.isEmpty() && !address.equals(HEADLESS));
  }

  private static boolean selects(ObjectNode service, ObjectNode pod) {
    JsonNode selector = service.at("/spec/selector");
    JsonNode labels = pod.at("/metadata/labels");
    for (Map.Entry<String, JsonNode> label : selector.properties()) {
      if (!label.getValue().equals(labels.path(label.getKey()))) {
        return false;
      }
    }
    return !selector.isEmpty();
  }
}
