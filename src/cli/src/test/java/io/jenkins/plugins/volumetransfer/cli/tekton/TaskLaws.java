package io.jenkins.plugins.volumetransfer.cli.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a Task or a StepAction must keep beyond its schema: Tekton's own rules, and those that the
 * catalog recommends.
 */
final class TaskLaws {
  /** A registry's host; without one, Docker Hub is asked, where anybody may own the name. */
  private static final Pattern QUALIFIED =
      Pattern.compile("(localhost|[^/]+\\.[^/]+|[^/]+:\\d+)/.+");

  /** A full version or a digest; {@code latest}, {@code 1} and {@code 17-jre} float. */
  private static final Pattern PINNED =
      Pattern.compile(".+(:v?\\d+\\.\\d+\\.\\d+[\\w.-]*|@sha256:[0-9a-f]{64})");

  private static final List<String> KNOWN =
      List.of("params.", "workspaces.", "results.", "step.results.", "steps.", "context.");

  private final JsonNode spec;
  private final JsonNode steps;
  private final List<String> problems = new ArrayList<>();

  private TaskLaws(JsonNode spec) {
    this.spec = spec;
    this.steps =
        spec.has("steps") ? spec.path("steps") : JsonNodeFactory.instance.arrayNode().add(spec);
  }

  /** One line for each law that is broken. */
  static List<String> broken(JsonNode spec) {
    TaskLaws laws = new TaskLaws(spec);
    laws.declarations();
    laws.descriptions();
    laws.workspaces();
    laws.steps.forEach(laws::step);
    laws.steps.forEach(laws::restricted);
    return laws.problems;
  }

  /** The same for a Task that stands inside a run: nobody else reads it. */
  static List<String> brokenInline(JsonNode spec) {
    TaskLaws laws = new TaskLaws(spec);
    laws.declarations();
    laws.workspaces();
    laws.steps.forEach(laws::step);
    return laws.problems;
  }

  /** Those of its steps that a namespace with restricted Pod Security would refuse. */
  static List<String> unrestricted(JsonNode spec) {
    TaskLaws laws = new TaskLaws(spec);
    laws.steps.forEach(laws::restricted);
    return laws.problems;
  }

  private void declarations() {
    References used = References.in(body());
    same("param", declared("params"), used.names("params."));
    same("workspace", declared("workspaces"), used.names("workspaces."));
    Set<String> results = used.names("results.");
    results.addAll(used.names("step.results."));
    spec.path("results")
        .forEach(
            result -> {
              if (result.has("value")) {
                results.add(result.path("name").asText());
              }
            });
    same("result", declared("results"), results);
    used.all().stream()
        .filter(each -> KNOWN.stream().noneMatch(each::startsWith))
        .forEach(each -> problems.add("$(" + each + ") is nothing that Tekton replaces here"));
  }

  /** Without the declarations, whose descriptions may show how a reference is written. */
  private JsonNode body() {
    return spec.has("steps")
        ? steps
        : ((ObjectNode) spec.deepCopy()).without(List.of("params", "results", "description"));
  }

  private void same(String what, Set<String> declared, Set<String> used) {
    for (String name : used) {
      if (!declared.contains(name)) {
        problems.add(what + " " + name + " is used and not declared");
      }
    }
    for (String name : declared) {
      if (!used.contains(name)) {
        problems.add(what + " " + name + " is declared and not used");
      }
    }
  }

  private Set<String> declared(String field) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : spec.path(field)) {
      if (!names.add(each.path("name").asText())) {
        problems.add(field + ": " + each.path("name").asText() + " is declared twice");
      }
    }
    return names;
  }

  private void descriptions() {
    for (String field : List.of("params", "workspaces", "results")) {
      for (JsonNode each : spec.path(field)) {
        String name = field + ": " + each.path("name").asText();
        if (each.path("description").asText().isBlank()) {
          problems.add(name + " has no description");
        }
        if (!field.equals("workspaces") && !each.has("type")) {
          problems.add(name + " has no type");
        }
      }
    }
    if (spec.path("description").asText().isBlank()) {
      problems.add("there is no description");
    }
  }

  private void workspaces() {
    long writable = 0;
    for (JsonNode each : spec.path("workspaces")) {
      writable += each.path("readOnly").asBoolean() ? 0 : 1;
    }
    if (writable > 1) {
      problems.add(writable + " workspaces are writable; an affinity assistant serves one");
    }
  }

  private void step(JsonNode step) {
    if (spec.has("steps")
        && (step.at("/computeResources/requests/memory").isMissingNode()
            || step.at("/computeResources/limits/memory").isMissingNode())) {
      problems.add("a step without resources: the pod would be the first to be evicted");
    }
    if (step.has("ref")) {
      return;
    }
    if (step.has("timeout")) {
      problems.add("a step's timeout kills at once, without time to clean up");
    }
    if (!References.in(step.path("script")).names("params.").isEmpty()) {
      problems.add("a param inside a script; pass it by env or args");
    }
    image(step).ifPresent(image -> problems.addAll(unfit(image)));
    if (!step.has("command") && !step.has("script")) {
      problems.add("no command: Tekton would have to ask the registry for the image's own");
    }
  }

  static List<String> unfit(String image) {
    List<String> unfit = new ArrayList<>();
    if (!PINNED.matcher(image).matches()) {
      unfit.add("image " + image + " is not pinned to a full version or a digest");
    }
    if (!QUALIFIED.matcher(image).matches()) {
      unfit.add("image " + image + " has no registry, so Docker Hub is asked");
    }
    return unfit;
  }

  /** Empty: a param without a default, so that who runs it has to say. */
  private Optional<String> image(JsonNode step) {
    String image = step.path("image").asText();
    for (JsonNode param : spec.path("params")) {
      if (image.equals("$(params." + param.path("name").asText() + ")")) {
        return Optional.of(param.path("default")).filter(JsonNode::isTextual).map(JsonNode::asText);
      }
    }
    return Optional.of(image);
  }

  /** The restricted Pod Security Standard, and a root file system that can't be written. */
  private void restricted(JsonNode step) {
    if (step.has("ref")) {
      return;
    }
    JsonNode context =
        step.has("securityContext")
            ? step.path("securityContext")
            : spec.at("/stepTemplate/securityContext");
    if (!context.path("runAsNonRoot").asBoolean()
        || context.path("runAsUser").asInt() == 0
        || context.path("allowPrivilegeEscalation").asBoolean(true)
        || !context.path("readOnlyRootFilesystem").asBoolean()
        || !context.at("/capabilities/drop/0").asText().equals("ALL")
        || !context.at("/seccompProfile/type").asText().equals("RuntimeDefault")) {
      problems.add("a step is not restricted: " + context);
    }
  }
}
