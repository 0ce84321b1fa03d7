package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The workspaces of a Task, bound to volumes by a TaskRun (pkg/workspace/apply.go). One that a step
 * names in its own {@code workspaces} is mounted in such steps only; all others in each step.
 */
final class Workspaces {
  private static final Set<String> DECLARED =
      Set.of("name", "description", "mountPath", "readOnly", "optional");
  private static final Set<String> SOURCES =
      Set.of("persistentVolumeClaim", "emptyDir", "configMap", "secret");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private record Bound(String name, ObjectNode volume, ObjectNode mount) {}

  private final List<Bound> bound = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  private Workspaces() {}

  /**
   * @param where for errors
   * @param declared those of the Task
   * @param bindings those of the TaskRun
   * @throws NotRunnable if one that is not optional is not bound, or is bound to what is not
   *     simulated
   */
  static Workspaces of(String where, JsonNode declared, JsonNode bindings) {
    Map<String, ObjectNode> given = new LinkedHashMap<>();
    bindings.forEach(each -> given.put(each.path("name").asText(), (ObjectNode) each));
    Workspaces workspaces = new Workspaces();
    for (JsonNode workspace : declared) {
      Documents.requireKnown("workspace of " + where, workspace, DECLARED);
      String name = workspace.path("name").asText();
      ObjectNode binding = given.remove(name);
      if (binding != null) {
        workspaces.bind(where, workspace, binding);
      } else if (workspace.path("optional").asBoolean()) {
        workspaces.put(name, "false", "", "", "");
      } else {
        throw new NotRunnable(where, "workspace " + name + " is not bound and not optional");
      }
    }
    if (!given.isEmpty()) {
      throw new NotRunnable(where, "binds workspaces that are not declared: " + given.keySet());
    }
    return workspaces;
  }

  private void bind(String where, JsonNode workspace, ObjectNode binding) {
    String name = workspace.path("name").asText();
    ObjectNode source = binding.deepCopy();
    source.remove(List.of("name", "subPath"));
    if (source.size() != 1 || !SOURCES.contains(source.fieldNames().next())) {
      throw new NotRunnable(where, "workspace " + name + " has to be bound to one of " + SOURCES);
    }
    String path = workspace.path("mountPath").asText("/workspace/" + name);
    ObjectNode volume = JSON.objectNode().put("name", "ws-" + name);
    volume.setAll(source);
    ObjectNode mount = JSON.objectNode().put("name", "ws-" + name).put("mountPath", path);
    if (binding.has("subPath")) {
      mount.set("subPath", binding.get("subPath"));
    }
    if (workspace.path("readOnly").asBoolean()) {
      mount.put("readOnly", true);
    }
    bound.add(new Bound(name, volume, mount));
    put(name, "true", path, source.at("/persistentVolumeClaim/claimName").asText(), "ws-" + name);
  }

  private void put(String name, String isBound, String path, String claim, String volume) {
    String prefix = "workspaces." + name + ".";
    texts.put(prefix + "bound", isBound);
    texts.put(prefix + "path", path);
    texts.put(prefix + "claim", claim);
    texts.put(prefix + "volume", volume);
  }

  Variables variables() {
    return Variables.ofTexts(texts);
  }

  Set<String> claims() {
    return bound.stream()
        .map(each -> each.volume.at("/persistentVolumeClaim/claimName").asText())
        .filter(claim -> !claim.isEmpty())
        .collect(Collectors.toSet());
  }

  List<ObjectNode> volumes() {
    return bound.stream().map(Bound::volume).toList();
  }

  /**
   * @param steps all steps of the Task
   */
  List<ObjectNode> mounts(ObjectNode step, List<ObjectNode> steps) {
    Predicate<Bound> isolated =
        each -> steps.stream().anyMatch(other -> usage(other, each.name).isPresent());
    List<ObjectNode> mounts = new ArrayList<>();
    for (Bound each : bound) {
      Optional<JsonNode> usage = usage(step, each.name);
      if (usage.isPresent()) {
        ObjectNode own = each.mount.deepCopy();
        usage.map(it -> it.get("mountPath")).ifPresent(path -> own.set("mountPath", path));
        mounts.add(own);
      } else if (!isolated.test(each)) {
        mounts.add(each.mount);
      }
    }
    return mounts;
  }

  private static Optional<JsonNode> usage(ObjectNode step, String name) {
    for (JsonNode usage : step.path("workspaces")) {
      if (usage.path("name").asText().equals(name)) {
        return Optional.of(usage);
      }
    }
    return Optional.empty();
  }
}
