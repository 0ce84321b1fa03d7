package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the API answers to a request: an HTTP status code and a JSON body. */
public record Answer(int code, JsonNode body) {

  static Answer ok(JsonNode body) {
    return new Answer(200, body);
  }

  boolean isError() {
    return code >= 400;
  }

  /** A failure in Kubernetes' own form, a {@code Status} object. */
  static Answer failure(int code, String reason, String message) {
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
    status.set("metadata", Json.object());
    status.put("message", message).put("reason", reason).put("code", code);
    return new Answer(code, status);
  }

  private static Answer failure(int code, String reason, String message, ResourcePath path) {
    Answer answer = failure(code, reason, message);
    ObjectNode details = ((ObjectNode) answer.body()).putObject("details");
    if (!path.name().isEmpty()) {
      details.put("name", path.name());
    }
    if (!path.group().isEmpty()) {
      details.put("group", path.group());
    }
    details.put("kind", path.resource());
    return answer;
  }

  static Answer success(ResourcePath path) {
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
    status.putObject("details").put("name", path.name()).put("kind", path.resource());
    return ok(status);
  }

  static Answer notFound(ResourcePath path) {
    return failure(404, "NotFound", qualified(path) + " not found", path);
  }

  static Answer alreadyExists(ResourcePath path) {
    return failure(409, "AlreadyExists", qualified(path) + " already exists", path);
  }

  static Answer conflict(ResourcePath path, String why) {
    return failure(
        409, "Conflict", "Operation cannot be fulfilled on " + qualified(path) + ": " + why, path);
  }

  static Answer invalid(ResourcePath path, String why) {
    return failure(422, "Invalid", qualified(path) + " is invalid: " + why, path);
  }

  static Answer badRequest(String why) {
    return failure(400, "BadRequest", why);
  }

  static Answer forbidden(ResourcePath path, String why) {
    return failure(403, "Forbidden", qualified(path) + " is forbidden: " + why, path);
  }

  static Answer unsupportedMediaType(String why) {
    return failure(415, "UnsupportedMediaType", why);
  }

  private static String qualified(ResourcePath path) {
    String resource =
        path.group().isEmpty() ? path.resource() : path.resource() + "." + path.group();
    return path.name().isEmpty() ? resource : resource + " \"" + path.name() + "\"";
  }
}
