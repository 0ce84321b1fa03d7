package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step, its variables put in, as a container that waits for the step before it. */
record StepContainer(
    TaskRun run, List<ObjectNode> steps, int index, Workspaces workspaces, StepEnvironment site) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What a script without a first line of its own begins with (pkg/pod/script.go). */
  private static final String PREAMBLE = "#!/bin/sh\nset -e\n";

  private static final List<String> AS_THEY_ARE =
      List.of("imagePullPolicy", "envFrom", "workingDir", "securityContext");

  /** A file in {@code /tekton/scripts}. */
  record Script(String name, String text) {}

  private ObjectNode step() {
    return steps.get(index);
  }

  private String name() {
    return StepNames.of(step(), index);
  }

  Optional<Script> script() {
    String text = step().path("script").asText();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Script("script-" + index, text.startsWith("#!") ? text : PREAMBLE + text));
  }

  ObjectNode container() {
    ObjectNode container = JSON.objectNode().put("name", name());
    container.put("image", site.image(step().path("image").asText()));
    AS_THEY_ARE.forEach(
        field -> {
          if (step().has(field)) {
            container.set(field, step().get(field));
          }
        });
    JsonNode resources = step().path("computeResources");
    if (resources.isObject()) {
      container.set("resources", resources);
    }
    container.putArray("command").add(Entrypoint.BIN + "/" + Entrypoint.FILE);
    ArrayNode arguments = container.putArray("args");
    options().forEach(arguments::add);
    command().forEach(arguments::add);
    ArrayNode environment = container.putArray("env");
    step().path("env").forEach(environment::add);
    site.environment()
        .forEach((name, value) -> environment.addObject().put("name", name).put("value", value));
    container.set("volumeMounts", mounts());
    container.put("terminationMessagePath", Entrypoint.TERMINATION);
    return container;
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    if (index > 0) {
      options.addAll(List.of("--wait-file", Entrypoint.postFile(index - 1)));
    }
    options.addAll(List.of("--post-file", Entrypoint.postFile(index)));
    options.addAll(List.of("--termination-file", Entrypoint.TERMINATION));
    options.addAll(List.of("--exit-code-file", Entrypoint.exitCodeFile(name())));
    options.addAll(List.of("--results-directory", Entrypoint.RESULTS));
    options.addAll(List.of("--results", TaskRunPod.names(run.ofTask("results"))));
    options.addAll(List.of("--step-results-directory", Entrypoint.stepResults(name())));
    options.addAll(List.of("--step-results", TaskRunPod.names(step().path("results"))));
    if (step().has("onError")) {
      options.addAll(List.of("--on-error", step().get("onError").asText()));
    }
    if (step().has("timeout")) {
      String seconds =
          Long.toString(
              GoDuration.parse(name() + ", timeout", step().get("timeout").asText()).toSeconds());
      options.addAll(List.of("--timeout-seconds", seconds));
    }
    options.add("--");
    return options;
  }

  /** Of an image without {@code command}, what the image would run (pkg/pod/entrypoint_lookup). */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    step().path("command").forEach(part -> command.add(part.asText()));
    script().ifPresent(script -> command.add(Entrypoint.SCRIPTS + "/" + script.name()));
    if (command.isEmpty()) {
      command.addAll(site.entrypoint(step().path("image").asText()));
    }
    step().path("args").forEach(part -> command.add(part.asText()));
    return command;
  }

  private ArrayNode mounts() {
    ArrayNode mounts = JSON.arrayNode();
    step().path("volumeMounts").forEach(mounts::add);
    workspaces.mounts(step(), steps).forEach(mounts::add);
    Entrypoint.DIRECTORIES.forEach(
        (name, path) -> mounts.addObject().put("name", name).put("mountPath", path));
    for (String path : List.of(Entrypoint.BIN, Entrypoint.SCRIPTS)) {
      mounts.addObject().put("name", Entrypoint.FILES).put("mountPath", path).put("readOnly", true);
    }
    return mounts;
  }
}
