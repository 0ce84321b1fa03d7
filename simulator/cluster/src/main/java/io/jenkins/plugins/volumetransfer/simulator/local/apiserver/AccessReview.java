package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers a SelfSubjectAccessReview: "can I delete secrets?". */
record AccessReview(AccessRules access) {
  Answer answer(JsonNode body) {
    if (!(body instanceof ObjectNode review)) {
      return Answer.badRequest("the body of the request is not an object");
    }
    JsonNode asked = review.at("/spec/resourceAttributes");
    String subresource = asked.path("subresource").asText("");
    String resource = asked.path("resource").asText("");
    boolean denied =
        access.isDenied(
            asked.path("verb").asText(""),
            subresource.isEmpty() ? resource : resource + "/" + subresource);
    ObjectNode status = review.putObject("status").put("allowed", !denied);
    if (denied) {
      status.put("reason", "denied by the test");
    }
    return new Answer(201, review);
  }
}
