package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A TaskRun that was accepted, with the Task that it runs.
 *
 * @param name also begins the names of its pods
 * @param uid the same for all its retries
 * @param affinityAssistant the instance beside which its pods run; empty: anywhere
 * @param spec its own
 * @param taskName empty where the Task is written into the TaskRun
 * @param task the Task's spec
 * @param timeout of each attempt; zero: none
 * @param retries attempts after the first
 */
record TaskRun(
    String name,
    String namespace,
    String uid,
    String affinityAssistant,
    ObjectNode spec,
    String taskName,
    ObjectNode task,
    Duration timeout,
    int retries) {
  /** Until somebody configures another (docs/taskruns.md). */
  private static final String TIMEOUT_DEFAULT = "1h";

  private static final Set<String> KNOWN =
      Set.of(
          "taskRef",
          "taskSpec",
          "params",
          "workspaces",
          "serviceAccountName",
          "timeout",
          "retries",
          "podTemplate");
  private static final Set<String> KNOWN_OF_TASK =
      Set.of(
          "displayName",
          "description",
          "params",
          "results",
          "workspaces",
          "volumes",
          "steps",
          "stepTemplate");

  /**
   * @param object as in YAML, with a name
   * @param namespace where it is applied, unless it says so itself
   * @param applied where its Task is found; empty: there is none, and it is not asked for
   * @throws NotRunnable if something in it is not simulated
   * @throws NotResolved if there is no such Task in its namespace
   */
  static TaskRun of(ObjectNode object, String namespace, String uid, Optional<Documents> applied) {
    String name = object.at("/metadata/name").asText();
    String where = "TaskRun " + name;
    ObjectNode spec = object.withObject("/spec");
    Documents.requireKnown(where, spec, KNOWN);
    String reference = spec.at("/taskRef/name").asText();
    String home = object.at("/metadata/namespace").asText(namespace);
    JsonNode task =
        applied
            .map(
                documents ->
                    spec.has("taskSpec")
                        ? spec.get("taskSpec")
                        : documents.named("Task", reference, home).withObject("/spec"))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    Documents.requireKnown(reference.isEmpty() ? where : "Task " + reference, task, KNOWN_OF_TASK);
    return new TaskRun(
        name,
        home,
        uid,
        object.at("/metadata/annotations").path(AffinityAssistant.ANNOTATION).asText(),
        spec,
        reference,
        (ObjectNode) task,
        GoDuration.parse(where + ", timeout", spec.path("timeout").asText(TIMEOUT_DEFAULT)),
        spec.path("retries").asInt());
  }

  /** A list of the spec; empty where it is missing. */
  JsonNode list(String field) {
    return list(spec, field);
  }

  JsonNode ofTask(String field) {
    return list(task, field);
  }

  private static JsonNode list(ObjectNode object, String field) {
    return object.has(field) ? object.get(field) : JsonNodeFactory.instance.arrayNode();
  }
}
