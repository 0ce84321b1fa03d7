package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** Reads and writes objects. */
record ResourceEndpoint(
    ObjectStore store,
    CreateRequest creation,
    DeleteRequest deletion,
    AccessReview review,
    WatchCache history) {
  Answer answer(ApiRequest request, String contentType, Buffer content) {
    String subresource = request.path().subresource();
    if (!subresource.isEmpty() && !subresource.equals("status")) {
      return Answer.notFound(request.path());
    }
    if (contentType.contains("protobuf")) {
      return Answer.unsupportedMediaType("the local cluster understands JSON only");
    }
    try {
      JsonNode body = Json.parse(content.getBytes());
      Supplier<Answer> operation = () -> perform(request, contentType, body);
      boolean dryRun = request.isDryRun() || body.path("dryRun").path(0).asText().equals("All");
      return dryRun ? store.rehearse(operation) : operation.get();
    } catch (IOException | IllegalArgumentException e) {
      return Answer.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private Answer perform(ApiRequest request, String contentType, JsonNode body) {
    ResourcePath path = request.path();
    return switch (request.verb()) {
      case "get" -> store.get(path).map(Answer::ok).orElseGet(() -> Answer.notFound(path));
      case "list" -> list(request);
      case "create" ->
          path.resource().equals("selfsubjectaccessreviews")
              ? review.answer(body)
              : creation.create(path, body);
      case "update" -> store.replace(path, body);
      case "patch" -> patch(path, contentType, body);
      case "delete" -> deletion.delete(request, body);
      case "deletecollection" -> deletion.deleteCollection(request, body);
      default -> Answer.badRequest("unknown verb " + request.verb());
    };
  }

  private Answer list(ApiRequest request) {
    boolean exact = request.parameter("resourceVersionMatch").filter("Exact"::equals).isPresent();
    return store.atomically(() -> exact ? history.listing(request) : listing(request));
  }

  private Answer listing(ApiRequest request) {
    return Answer.ok(
        Listing.of(
            request.path(),
            store.list(request.path()).stream().filter(Selectors.of(request)).toList(),
            store.version()));
  }

  private Answer patch(ResourcePath path, String contentType, JsonNode body) {
    String type = contentType.split(";")[0].strip();
    return switch (type) {
      case "application/json-patch+json" -> jsonPatch(path, body);
      case "application/merge-patch+json" ->
          store
              .edit(path, object -> (ObjectNode) merged(object, body))
              .orElseGet(() -> Answer.notFound(path));
      default -> Answer.unsupportedMediaType("the local cluster does not understand " + type);
    };
  }

  private Answer jsonPatch(ResourcePath path, JsonNode patch) {
    try {
      return store.jsonPatch(path, patch.toString());
    } catch (JsonPatchException e) {
      return Answer.invalid(path, String.valueOf(e.getMessage()));
    }
  }

  /** RFC 7386: null removes, objects are merged, everything else is replaced. */
  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result = target.isObject() ? (ObjectNode) target : Json.object();
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      if (field.getValue().isNull()) {
        result.remove(field.getKey());
      } else {
        result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
      }
    }
    return result;
  }
}
