package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What kubectl asks before anything else: which groups, versions and resources there are. A
 * resource that is not named here is stored all the same, but kubectl cannot find it.
 */
final class Discovery {

  private record Resource(String groupVersion, String name, String kind, boolean namespaced) {}

  private static final List<Resource> RESOURCES =
      List.of(
          new Resource("v1", "namespaces", "Namespace", false),
          new Resource("v1", "nodes", "Node", false),
          new Resource("v1", "persistentvolumes", "PersistentVolume", false),
          new Resource("v1", "configmaps", "ConfigMap", true),
          new Resource("v1", "endpoints", "Endpoints", true),
          new Resource("v1", "events", "Event", true),
          new Resource("v1", "persistentvolumeclaims", "PersistentVolumeClaim", true),
          new Resource("v1", "pods", "Pod", true),
          new Resource("v1", "secrets", "Secret", true),
          new Resource("v1", "serviceaccounts", "ServiceAccount", true),
          new Resource("v1", "services", "Service", true),
          new Resource("apps/v1", "deployments", "Deployment", true),
          new Resource("apps/v1", "replicasets", "ReplicaSet", true),
          new Resource("apps/v1", "statefulsets", "StatefulSet", true),
          new Resource(
              "authorization.k8s.io/v1",
              "selfsubjectaccessreviews",
              "SelfSubjectAccessReview",
              false),
          new Resource("batch/v1", "jobs", "Job", true),
          new Resource("coordination.k8s.io/v1", "leases", "Lease", true),
          new Resource("networking.k8s.io/v1", "networkpolicies", "NetworkPolicy", true),
          new Resource("rbac.authorization.k8s.io/v1", "rolebindings", "RoleBinding", true),
          new Resource("rbac.authorization.k8s.io/v1", "roles", "Role", true),
          new Resource("storage.k8s.io/v1", "storageclasses", "StorageClass", false));

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private Discovery() {}

  /** The kind of a resource; of an unknown one nothing, which makes its list a plain List. */
  static String kind(ResourcePath path) {
    String groupVersion =
        path.group().isEmpty() ? path.version() : path.group() + "/" + path.version();
    return RESOURCES.stream()
        .filter(r -> r.groupVersion().equals(groupVersion) && r.name().equals(path.resource()))
        .map(Resource::kind)
        .findFirst()
        .orElse("");
  }

  static Answer answer(String urlPath) {
    List<String> segments = Arrays.stream(urlPath.split("/")).filter(s -> !s.isEmpty()).toList();
    return switch (String.join("/", segments)) {
      case "version" -> Answer.ok(version());
      case "healthz", "readyz", "livez" -> Answer.ok(JsonNodeFactory.instance.textNode("ok"));
      case "api" -> Answer.ok(coreVersions());
      case "apis" -> Answer.ok(groups());
      case "api/v1" -> resources("v1").map(Answer::ok).orElseThrow();
      default -> group(segments).orElseGet(() -> unknown(urlPath));
    };
  }

  private static Optional<Answer> group(List<String> segments) {
    return segments.size() == 3 && segments.get(0).equals("apis")
        ? resources(segments.get(1) + "/" + segments.get(2)).map(Answer::ok)
        : Optional.empty();
  }

  private static Answer unknown(String urlPath) {
    return Answer.failure(
        404, "NotFound", "the server could not find the requested resource: " + urlPath);
  }

  private static JsonNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "32")
        .put("gitVersion", "v1.32.0+local")
        .put("platform", "linux/local");
  }

  private static JsonNode coreVersions() {
    ObjectNode versions = Json.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    return versions;
  }

  private static JsonNode groups() {
    ObjectNode list = Json.object();
    list.put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    RESOURCES.stream()
        .map(Resource::groupVersion)
        .filter(groupVersion -> groupVersion.contains("/"))
        .distinct()
        .forEach(
            groupVersion -> {
              String[] parts = groupVersion.split("/");
              ObjectNode group = groups.addObject().put("name", parts[0]);
              group
                  .putArray("versions")
                  .addObject()
                  .put("groupVersion", groupVersion)
                  .put("version", parts[1]);
              group
                  .putObject("preferredVersion")
                  .put("groupVersion", groupVersion)
                  .put("version", parts[1]);
            });
    return list;
  }

  private static Optional<JsonNode> resources(String groupVersion) {
    List<Resource> found =
        RESOURCES.stream().filter(r -> r.groupVersion().equals(groupVersion)).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode list = Json.object();
    list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", groupVersion);
    ArrayNode resources = list.putArray("resources");
    for (Resource resource : found) {
      ObjectNode node =
          resources
              .addObject()
              .put("name", resource.name())
              .put("singularName", resource.kind().toLowerCase(Locale.ROOT))
              .put("kind", resource.kind())
              .put("namespaced", resource.namespaced());
      VERBS.forEach(node.putArray("verbs")::add);
    }
    return Optional.of(list);
  }
}
