package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** POST: names what has only a {@code generateName}, admits it, stores it. */
final class CreateRequest {

  /** Kubernetes' own alphabet for such names: no vowels, nothing that looks like another. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX_LENGTH = 5;
  private static final int GENERATED_BASE_LENGTH_MAX = 63 - SUFFIX_LENGTH;

  private final ObjectStore store;
  private final List<ObjectAdmission> admissions;
  private final Random random = new Random();

  CreateRequest(ObjectStore store, List<ObjectAdmission> admissions) {
    this.store = store;
    this.admissions = admissions;
  }

  Answer create(ResourcePath collection, JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      return Answer.badRequest("the body of the request is not an object");
    }
    ObjectNode metadata = object.withObject("/metadata");
    ResourcePath path = name(collection, metadata);
    if (path.isCollection()) {
      return Answer.invalid(
          collection, "metadata.name: Required value: name or generateName is required");
    }
    return NameRules.violation(path, object)
        .map(why -> Answer.invalid(path, why))
        .orElseGet(() -> store.atomically(() -> create(collection, path, object)));
  }

  private Answer create(ResourcePath collection, ResourcePath path, ObjectNode object) {
    String namespace = path.namespace();
    if (!namespace.isEmpty()
        && store.get(ResourcePath.core("", "namespaces", namespace)).isEmpty()) {
      return Answer.notFound(ResourcePath.core("", "namespaces", namespace));
    }
    if (store.get(path).isPresent()) {
      return Answer.alreadyExists(path);
    }
    try {
      admissions.forEach(admission -> admission.admit(path, object));
    } catch (ObjectAdmission.Refusal refusal) {
      return refusal.answer();
    }
    Answer answer = store.create(collection, object);
    return answer.isError() ? answer : new Answer(201, answer.body());
  }

  private ResourcePath name(ResourcePath collection, ObjectNode metadata) {
    String base = metadata.path("generateName").asText("");
    if (metadata.path("name").asText("").isEmpty() && !base.isEmpty()) {
      StringBuilder name =
          new StringBuilder(base.substring(0, Math.min(base.length(), GENERATED_BASE_LENGTH_MAX)));
      random
          .ints(SUFFIX_LENGTH, 0, ALPHABET.length())
          .forEach(index -> name.append(ALPHABET.charAt(index)));
      metadata.put("name", name.toString());
    }
    return new ResourcePath(
        collection.group(),
        collection.version(),
        collection.namespace(),
        collection.resource(),
        metadata.path("name").asText(""),
        "");
  }
}
