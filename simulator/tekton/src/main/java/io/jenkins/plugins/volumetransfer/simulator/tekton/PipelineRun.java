package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A PipelineRun that was accepted, with the Pipeline that it runs.
 *
 * @param tasks in the order of the file
 * @param finallyTasks those that run after all others, side by side
 * @param variables params and context, put into each task when it starts
 * @param timeout of all of it; zero: none
 * @param tasksTimeout of all but the finally tasks; zero: none. These may take what is then left
 */
record PipelineRun(
    String name,
    String namespace,
    ObjectNode spec,
    List<PipelineTask> tasks,
    List<PipelineTask> finallyTasks,
    Variables variables,
    Duration timeout,
    Duration tasksTimeout) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> KNOWN =
      Set.of("pipelineRef", "pipelineSpec", "params", "workspaces", "timeouts", "taskRunTemplate");
  private static final Set<String> KNOWN_OF_PIPELINE =
      Set.of("displayName", "description", "params", "workspaces", "tasks", "finally", "results");

  /** Until somebody configures another (docs/pipelineruns.md). */
  private static final String TIMEOUT_DEFAULT = "1h";

  /**
   * @param object as in YAML, with a name
   * @param namespace where it is applied, unless it says so itself
   * @throws NotRunnable if something is missing or not simulated
   * @throws NotResolved if there is no such Pipeline in its namespace
   */
  static PipelineRun of(ObjectNode object, String namespace, String uid, Documents applied) {
    String name = object.at("/metadata/name").asText();
    String where = "PipelineRun " + name;
    ObjectNode spec = object.withObject("/spec");
    Documents.requireKnown(where, spec, KNOWN);
    Documents.requireKnown(
        where + ", timeouts", spec.path("timeouts"), Set.of("pipeline", "tasks", "finally"));
    String reference = spec.at("/pipelineRef/name").asText();
    String home = object.at("/metadata/namespace").asText(namespace);
    JsonNode pipeline =
        spec.has("pipelineSpec")
            ? spec.get("pipelineSpec")
            : applied.named("Pipeline", reference, home).path("spec");
    Documents.requireKnown("Pipeline of " + where, pipeline, KNOWN_OF_PIPELINE);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("context.pipelineRun.name", name);
    texts.put("context.pipelineRun.namespace", home);
    texts.put("context.pipelineRun.uid", uid);
    texts.put("context.pipeline.name", reference);
    for (JsonNode workspace : pipeline.path("workspaces")) {
      String its = workspace.path("name").asText();
      boolean bound = binding(spec, its).isObject();
      if (!bound && !workspace.path("optional").asBoolean()) {
        throw new NotRunnable(where, "workspace " + its + " is not bound and not optional");
      }
      texts.put("workspaces." + its + ".bound", Boolean.toString(bound));
    }
    List<PipelineTask> tasks = tasks(pipeline.path("tasks"));
    requireNames(where, tasks);
    Duration timeout = timeout(where, spec, "pipeline", TIMEOUT_DEFAULT);
    return new PipelineRun(
        name,
        home,
        spec,
        tasks,
        tasks(pipeline.path("finally")),
        Params.of(where, pipeline.path("params"), spec.path("params"))
            .and(Variables.ofTexts(texts)),
        timeout,
        spec.at("/timeouts").has("tasks") || !spec.at("/timeouts").has("finally")
            ? timeout(where, spec, "tasks", "0")
            : timeout.minus(timeout(where, spec, "finally", "0")));
  }

  private static Duration timeout(String where, ObjectNode spec, String field, String standard) {
    return GoDuration.parse(
        where + ", timeouts." + field, spec.path("timeouts").path(field).asText(standard));
  }

  private static void requireNames(String where, List<PipelineTask> tasks) {
    Set<String> names = new TreeSet<>();
    tasks.forEach(task -> names.add(task.name()));
    for (PipelineTask task : tasks) {
      Set<String> unknown = new TreeSet<>(task.after());
      unknown.addAll(task.needs());
      unknown.removeAll(names);
      if (!unknown.isEmpty()) {
        throw new NotRunnable(where, "task " + task.name() + " waits for unknown " + unknown);
      }
    }
  }

  private static List<PipelineTask> tasks(JsonNode list) {
    List<PipelineTask> tasks = new ArrayList<>();
    list.forEach(each -> tasks.add(PipelineTask.of((ObjectNode) each)));
    return List.copyOf(tasks);
  }

  private static JsonNode binding(ObjectNode spec, String workspace) {
    for (JsonNode binding : spec.path("workspaces")) {
      if (binding.path("name").asText().equals(workspace)) {
        return binding;
      }
    }
    return JSON.missingNode();
  }

  Set<String> taskNames() {
    Set<String> names = new TreeSet<>();
    Stream.of(tasks, finallyTasks)
        .flatMap(List::stream)
        .map(PipelineTask::name)
        .forEach(names::add);
    return names;
  }

  /** Whether a Task that it refers to is not in its namespace. */
  boolean lacksTask(Documents applied) {
    return Stream.of(tasks, finallyTasks)
        .flatMap(List::stream)
        .map(task -> task.object().at("/taskRef/name").asText())
        .filter(name -> !name.isEmpty())
        .anyMatch(
            name ->
                applied.ofKind("Task").stream()
                    .noneMatch(
                        task ->
                            task.at("/metadata/name").asText().equals(name)
                                && task.at("/metadata/namespace").asText().equals(namespace)));
  }

  /** One for each workspace that is bound to a claim. */
  List<AffinityAssistant> assistants() {
    List<AffinityAssistant> assistants = new ArrayList<>();
    spec.path("workspaces").forEach(binding -> assistant(binding).ifPresent(assistants::add));
    return assistants;
  }

  private Optional<AffinityAssistant> assistant(JsonNode binding) {
    return Optional.of(binding.at("/persistentVolumeClaim/claimName").asText())
        .filter(claim -> !claim.isEmpty())
        .map(claim -> AffinityAssistant.of(name, namespace, binding.path("name").asText(), claim));
  }

  /**
   * What is made for a task when it starts.
   *
   * @param all of this run, and the results of tasks before it
   */
  ObjectNode taskRun(PipelineTask task, Variables all) {
    ObjectNode made = JSON.objectNode().put("kind", "TaskRun");
    ObjectNode metadata = made.putObject("metadata");
    metadata.put("name", name + "-" + task.name()).put("namespace", namespace);
    ObjectNode own = made.putObject("spec");
    for (String field : List.of("taskRef", "taskSpec", "timeout", "retries")) {
      if (task.object().has(field)) {
        // Only references are those of the Pipeline; a Task that is written here has its own.
        own.set(
            field,
            field.equals("taskSpec") ? task.object().get(field) : all.in(task.object().get(field)));
      }
    }
    own.set("params", all.in(task.list("params")));
    ArrayNode workspaces = own.putArray("workspaces");
    for (JsonNode usage : task.list("workspaces")) {
      String its = usage.path("name").asText();
      JsonNode binding = binding(spec, usage.path("workspace").asText(its));
      if (binding.isObject()) {
        ObjectNode bound = ((ObjectNode) binding.deepCopy()).put("name", its);
        if (usage.has("subPath")) {
          bound.set("subPath", usage.get("subPath"));
        }
        workspaces.add(bound);
        assistant(binding)
            .ifPresent(
                assistant ->
                    metadata
                        .withObject("/annotations")
                        .put(AffinityAssistant.ANNOTATION, assistant.instance()));
      }
    }
    spec.path("taskRunTemplate").properties().forEach(it -> own.set(it.getKey(), it.getValue()));
    return made;
  }
}
