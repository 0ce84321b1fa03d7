package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.Json;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Kubernetes Events of type Warning about pods; the same one again only counts up. */
record Warnings(ObjectStore store) {
  void about(Pod pod, String reason, String message) {
    String namespace = pod.getMetadata().getNamespace();
    String name =
        String.format(
            Locale.ROOT,
            "%s.%08x",
            pod.getMetadata().getName(),
            (pod.getMetadata().getUid() + reason + message).hashCode());
    ResourcePath path = ResourcePath.core(namespace, "events", name);
    String now = SteadyClock.wallTime().truncatedTo(ChronoUnit.SECONDS).toString();
    boolean known =
        store
            .edit(
                path,
                event ->
                    event.put("count", event.path("count").asInt() + 1).put("lastTimestamp", now))
            .isPresent();
    if (!known) {
      store.create(path.collection(), event(pod, name, reason, message, now));
    }
  }

  private static ObjectNode event(Pod pod, String name, String reason, String message, String now) {
    ObjectNode event = Json.object();
    event.put("apiVersion", "v1").put("kind", "Event").put("type", "Warning");
    event
        .putObject("metadata")
        .put("name", name)
        .put("namespace", pod.getMetadata().getNamespace());
    event
        .putObject("involvedObject")
        .put("apiVersion", "v1")
        .put("kind", "Pod")
        .put("namespace", pod.getMetadata().getNamespace())
        .put("name", pod.getMetadata().getName())
        .put("uid", pod.getMetadata().getUid());
    event.put("reason", reason).put("message", message).put("count", 1);
    event.put("firstTimestamp", now).put("lastTimestamp", now);
    event.putObject("source").put("component", "kubelet").put("host", Node.NAME);
    return event;
  }
}
