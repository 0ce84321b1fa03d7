package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The steps of a Task as they run: StepActions in the place of their names (docs/stepactions.md),
 * and under each what {@code stepTemplate} says for all.
 */
final class TaskSteps {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "displayName",
          "description",
          "image",
          "imagePullPolicy",
          "command",
          "args",
          "env",
          "envFrom",
          "script",
          "workingDir",
          "computeResources",
          "resources",
          "securityContext",
          "volumeMounts",
          "onError",
          "timeout",
          "results",
          "params",
          "ref",
          "workspaces");
  private static final Set<String> KNOWN_OF_ACTION =
      Set.of(
          "description",
          "image",
          "command",
          "args",
          "env",
          "script",
          "workingDir",
          "params",
          "results",
          "securityContext",
          "volumeMounts");

  /** What a StepAction alone says (container_validation.go). */
  private static final Set<String> NOT_BESIDE_REF =
      Set.of("image", "command", "args", "script", "workingDir", "env", "volumeMounts", "results");

  private static final Set<String> LISTS_BY_NAME = Set.of("env");

  private TaskSteps() {}

  /**
   * @param where for errors
   * @param task the Task's spec
   * @param namespace of the TaskRun, in which StepActions are looked for
   * @param applied where StepActions are found
   * @param params of the TaskRun: a step's params may use them
   */
  static List<ObjectNode> of(
      String where, JsonNode task, String namespace, Documents applied, Variables params) {
    List<ObjectNode> steps = new ArrayList<>();
    for (JsonNode each : task.path("steps")) {
      String step = where + ", step " + each.path("name").asText(Integer.toString(steps.size()));
      Documents.requireKnown(step, each, KNOWN);
      ObjectNode merged = (ObjectNode) each.deepCopy();
      if (each.has("ref")) {
        merged = withAction(step, merged, namespace, applied, params);
      }
      steps.add(over(task.path("stepTemplate"), merged));
    }
    if (steps.isEmpty()) {
      throw new NotRunnable(where, "no steps");
    }
    return steps;
  }

  private static ObjectNode withAction(
      String where, ObjectNode step, String namespace, Documents applied, Variables params) {
    String name = step.at("/ref/name").asText();
    if (name.isEmpty()) {
      throw new NotRunnable(where, "a ref by a resolver is not simulated; name a StepAction");
    }
    NOT_BESIDE_REF.stream()
        .filter(step::has)
        .forEach(
            field -> {
              throw new NotRunnable(where, field + " cannot be used with ref");
            });
    JsonNode action = applied.named("StepAction", name, namespace).path("spec");
    Documents.requireKnown("StepAction " + name, action, KNOWN_OF_ACTION);
    requireDeclared(where, step.path("params"), action.path("params"));
    Variables own = Params.of(where, action.path("params"), params.in(step.path("params")));
    ObjectNode inlined = (ObjectNode) own.in(action);
    inlined.remove(List.of("params", "description"));
    ObjectNode rest = step.deepCopy();
    // Also where the StepAction has none (resolveStepRef in resources/taskspec.go).
    rest.remove(List.of("ref", "params", "securityContext"));
    return rest.setAll(inlined);
  }

  /** Unlike a TaskRun, a step may give no param that is not declared (validate_params.go). */
  private static void requireDeclared(String where, JsonNode given, JsonNode declared) {
    Set<String> extra = new TreeSet<>();
    given.forEach(each -> extra.add(each.path("name").asText()));
    declared.forEach(each -> extra.remove(each.path("name").asText()));
    if (!extra.isEmpty()) {
      throw new NotRunnable(where, "extra params passed by Step to StepAction: " + extra);
    }
  }

  /** What the step says wins; variables of both are there, the step's own winning by name. */
  private static ObjectNode over(JsonNode template, ObjectNode step) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    template.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
    for (Map.Entry<String, JsonNode> field : step.properties()) {
      JsonNode below = merged.path(field.getKey());
      boolean joined = LISTS_BY_NAME.contains(field.getKey()) && below.isArray();
      merged.set(field.getKey(), joined ? byName(below, field.getValue()) : field.getValue());
    }
    return merged;
  }

  private static ArrayNode byName(JsonNode below, JsonNode above) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    below.forEach(item -> items.put(item.path("name").asText(), item));
    above.forEach(item -> items.put(item.path("name").asText(), item));
    return JsonNodeFactory.instance.arrayNode().addAll(items.values());
  }
}
