package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.DeleteRequest;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectAdmission;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Kubernetes' defaults for what the kubelet uses: pods, Secrets and namespaces. */
final class PodAdmission implements ObjectAdmission {

  @Override
  public void admit(ResourcePath path, ObjectNode object) {
    if (path.isCore("pods")) {
      admitPod(path, object);
    } else if (path.isCore("secrets")) {
      admitSecret(object);
    } else if (path.isCore("namespaces")) {
      object.withObject("/status").put("phase", "Active");
    }
  }

  private static void admitPod(ResourcePath path, ObjectNode pod) {
    ObjectNode spec = pod.withObject("/spec");
    if (spec.path("containers").isEmpty()) {
      throw Refusal.invalid(path, "spec.containers: Required value");
    }
    pod.withArray("/metadata/finalizers").add(DeleteRequest.KUBELET_FINALIZER);
    putDefault(spec, "restartPolicy", "Always");
    putDefault(spec, "dnsPolicy", "ClusterFirst");
    putDefault(spec, "serviceAccountName", "default");
    if (!spec.has("terminationGracePeriodSeconds")) {
      spec.put("terminationGracePeriodSeconds", 30);
    }
    for (String containers : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(containers)) {
        putDefault((ObjectNode) container, "terminationMessagePath", "/dev/termination-log");
      }
    }
    pod.putObject("status").put("phase", "Pending").put("qosClass", "BestEffort");
  }

  private static void putDefault(ObjectNode node, String field, String value) {
    if (node.path(field).asText("").isEmpty()) {
      node.put(field, value);
    }
  }

  private static void admitSecret(ObjectNode secret) {
    JsonNode plain = secret.remove("stringData");
    if (plain != null) {
      ObjectNode data = secret.withObject("/data");
      plain
          .properties()
          .forEach(entry -> data.put(entry.getKey(), encode(entry.getValue().asText())));
    }
    putDefault(secret, "type", "Opaque");
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
