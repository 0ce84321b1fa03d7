package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where an object or a collection lives in the API. As in Kubernetes' own request info, what is
 * absent is the empty string: no group is the core group, no namespace is the cluster (or all
 * namespaces), no name is the collection.
 */
public record ResourcePath(
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource) {

  /** A namespaced object or collection of the core group. */
  public static ResourcePath core(String namespace, String resource, String name) {
    return new ResourcePath("", "v1", namespace, resource, name, "");
  }

  /** Parses the segments of a URL path; the first one must be {@code api} or {@code apis}. */
  static ResourcePath of(List<String> segments) {
    boolean core = segments.get(0).equals("api");
    String group = core ? "" : segments.get(1);
    String version = segments.get(core ? 1 : 2);
    List<String> rest = segments.subList(core ? 2 : 3, segments.size());
    boolean namespaced =
        rest.size() > 2
            && rest.get(0).equals("namespaces")
            && !List.of("status", "finalize").contains(rest.get(2));
    String namespace = namespaced ? rest.get(1) : "";
    List<String> object = namespaced ? rest.subList(2, rest.size()) : rest;
    return new ResourcePath(
        group, version, namespace, object.get(0), at(object, 1), String.join("/", tail(object)));
  }

  private static String at(List<String> segments, int index) {
    return index < segments.size() ? segments.get(index) : "";
  }

  private static List<String> tail(List<String> segments) {
    return segments.size() > 2 ? segments.subList(2, segments.size()) : List.of();
  }

  boolean isCollection() {
    return name.isEmpty();
  }

  /** Whether this is {@code resource} of the core group. */
  public boolean isCore(String resource) {
    return group.isEmpty() && this.resource.equals(resource);
  }

  public ResourcePath collection() {
    return new ResourcePath(group, version, namespace, resource, "", "");
  }

  public ResourcePath withSubresource(String subresource) {
    return new ResourcePath(group, version, namespace, resource, name, subresource);
  }

  /** The path of an object that was found below this collection. */
  ResourcePath of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return new ResourcePath(
        group,
        version,
        metadata.path("namespace").asText(""),
        resource,
        metadata.path("name").asText(""),
        "");
  }

  /** Whether an object at {@code path} belongs to this collection, or is this object. */
  boolean covers(ResourcePath path) {
    return group.equals(path.group)
        && version.equals(path.version)
        && resource.equals(path.resource)
        && (namespace.isEmpty() || namespace.equals(path.namespace))
        && (name.isEmpty() || name.equals(path.name));
  }

  /** The resource as RBAC rules name it, for instance {@code pods/log}. */
  String resourceWithSubresource() {
    return subresource.isEmpty() ? resource : resource + "/" + subresource;
  }

  @Override
  public String toString() {
    StringBuilder path = new StringBuilder(group.isEmpty() ? "/api/" : "/apis/" + group + "/");
    path.append(version);
    if (!namespace.isEmpty()) {
      path.append("/namespaces/").append(namespace);
    }
    path.append('/').append(resource);
    if (!name.isEmpty()) {
      path.append('/').append(name);
    }
    if (!subresource.isEmpty()) {
      path.append('/').append(subresource);
    }
    return path.toString();
  }
}
