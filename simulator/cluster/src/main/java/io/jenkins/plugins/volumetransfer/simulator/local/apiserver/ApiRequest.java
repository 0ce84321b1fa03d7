package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One request for a resource.
 *
 * @param verb as RBAC names it: get, list, watch, create, update, patch, delete, deletecollection
 * @param path what it is for
 * @param query the query parameters
 */
public record ApiRequest(String verb, ResourcePath path, MultiMap query) {

  /** Empty when the URL names no resource, as {@code /version} or {@code /api/v1}. */
  static Optional<ApiRequest> of(HttpMethod method, String urlPath, MultiMap query) {
    List<String> segments = Arrays.stream(urlPath.split("/")).filter(s -> !s.isEmpty()).toList();
    int prefix = segments.isEmpty() ? 0 : segments.get(0).equals("apis") ? 3 : 2;
    boolean api =
        segments.size() > prefix
            && (segments.get(0).equals("api") || segments.get(0).equals("apis"));
    if (!api) {
      return Optional.empty();
    }
    ResourcePath path = ResourcePath.of(segments);
    return Optional.of(new ApiRequest(verb(method, path, query), path, query));
  }

  /** One for what is no resource, such as {@code /version}: its path stands for the resource. */
  static ApiRequest ofNoResource(String urlPath, MultiMap query) {
    return new ApiRequest("get", new ResourcePath("", "", "", urlPath, "", ""), query);
  }

  private static String verb(HttpMethod method, ResourcePath path, MultiMap query) {
    return switch (method.name()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> path.isCollection() ? "deletecollection" : "delete";
      default -> isTrue(query, "watch") ? "watch" : path.isCollection() ? "list" : "get";
    };
  }

  boolean isTrue(String parameter) {
    return isTrue(query, parameter);
  }

  private static boolean isTrue(MultiMap query, String parameter) {
    String value = query.get(parameter);
    return value != null && List.of("true", "1", "").contains(value);
  }

  /** A query parameter; one that is given without a value counts as absent. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  boolean isDryRun() {
    return parameter("dryRun").filter("All"::equals).isPresent();
  }
}
