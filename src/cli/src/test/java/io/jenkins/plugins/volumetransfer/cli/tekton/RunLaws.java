package io.jenkins.plugins.volumetransfer.cli.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a TaskRun, a Pipeline or a PipelineRun must keep beyond its schema, so that Tekton takes it
 * beside the Tasks of this catalog.
 */
final class RunLaws {
  private final List<CatalogDocument> catalog;
  private final List<String> problems = new ArrayList<>();

  private RunLaws(List<CatalogDocument> catalog) {
    this.catalog = catalog;
  }

  /**
   * One line for each law that is broken.
   *
   * @param catalog what is installed, and the documents of the same file
   */
  static List<String> broken(JsonNode document, List<CatalogDocument> catalog) {
    RunLaws laws = new RunLaws(catalog);
    JsonNode spec = document.path("spec");
    switch (document.path("kind").asText()) {
      case "TaskRun" -> laws.taskRun(spec);
      case "PipelineRun" -> laws.pipelineRun(spec);
      case "Pipeline" -> laws.pipeline(spec);
      default -> {}
    }
    return laws.problems;
  }

  private void taskRun(JsonNode run) {
    if (run.has("taskSpec")) {
      steps(run.path("taskSpec"));
    } else {
      uses(run, "Task", run.at("/taskRef/name").asText());
    }
  }

  /** Steps that refer to a StepAction. */
  private void steps(JsonNode task) {
    for (JsonNode step : task.path("steps")) {
      if (step.has("ref")) {
        uses(step, "StepAction", step.at("/ref/name").asText());
      }
    }
  }

  private void pipelineRun(JsonNode run) {
    run.path("params").forEach(param -> image(param, param.path("value")));
    if (run.has("pipelineSpec")) {
      pipeline(run.path("pipelineSpec"));
    } else {
      uses(run, "Pipeline", run.at("/pipelineRef/name").asText());
    }
  }

  private void pipeline(JsonNode pipeline) {
    Set<String> tasks = names(pipeline.path("tasks"));
    References all = References.in(pipeline.path("tasks"), pipeline.path("finally"));
    for (String name : all.names("tasks.")) {
      if (!tasks.contains(name) && !name.equals("status")) {
        problems.add("$(tasks." + name + "...) refers to no task");
      }
    }
    for (JsonNode param : pipeline.path("params")) {
      if (param.has("default")) {
        image(param, param.path("default"));
      }
    }
    for (String field : List.of("tasks", "finally")) {
      for (JsonNode task : pipeline.path(field)) {
        pipelineTask(task, tasks, names(pipeline.path("params")));
      }
    }
    waits(pipeline.path("tasks"));
  }

  /** Pods that were told to end are still there for a while, and `kubectl wait` may miss them. */
  private void waits(JsonNode tasks) {
    for (JsonNode task : tasks) {
      for (JsonNode name : task.path("runAfter")) {
        boolean endsPods = find(tasks, name.asText()).filter(RunLaws::scalesDown).isPresent();
        if (endsPods && isTransfer(task) && find(task.path("params"), "wait-unused").isEmpty()) {
          problems.add(
              task.path("name").asText()
                  + " does not wait until the pods are gone that "
                  + name.asText()
                  + " ends (wait-unused)");
        }
      }
    }
  }

  private static boolean scalesDown(JsonNode task) {
    return task.path("taskSpec").findValues("args").stream()
        .anyMatch(args -> args.toString().contains("\"--replicas=0\""));
  }

  private static boolean isTransfer(JsonNode task) {
    return task.at("/taskRef/name").asText().equals("volume-transfer");
  }

  private void image(JsonNode param, JsonNode value) {
    if (param.path("name").asText().endsWith("image") && !value.asText().startsWith("$(")) {
      problems.addAll(TaskLaws.unfit(value.asText()));
    }
  }

  private void pipelineTask(JsonNode task, Set<String> tasks, Set<String> params) {
    String name = task.path("name").asText();
    task.path("runAfter")
        .forEach(
            after -> {
              if (!tasks.contains(after.asText())) {
                problems.add(name + " runs after " + after.asText() + ", which is no task");
              }
            });
    // Those of an inline Task are its own.
    for (String param : References.in(task.path("params"), task.path("when")).names("params.")) {
      if (!params.contains(param)) {
        problems.add(name + ": the Pipeline has no param " + param);
      }
    }
    if (task.has("taskSpec")) {
      given(task, task.path("taskSpec"), name);
      steps(task.path("taskSpec"));
    } else {
      uses(task, "Task", task.at("/taskRef/name").asText());
    }
  }

  private void uses(JsonNode user, String kind, String name) {
    Optional<CatalogDocument> used =
        catalog.stream()
            .filter(each -> each.kind().equals(kind) && each.name().equals(name))
            .findFirst();
    if (used.isEmpty()) {
      problems.add("there is no " + kind + " " + name);
    } else {
      given(user, used.get().spec(), name);
    }
  }

  /** What is given is declared, and what must be given is. */
  private void given(JsonNode user, JsonNode declaring, String name) {
    for (JsonNode param : user.path("params")) {
      image(param, param.path("value"));
      Optional<JsonNode> declared = find(declaring.path("params"), param.path("name").asText());
      if (declared.isEmpty()) {
        problems.add(name + " has no param " + param.path("name").asText());
      } else if (declared.get().path("type").asText().equals("array")
          != param.path("value").isArray()) {
        problems.add(
            name
                + ": "
                + param.path("name").asText()
                + " is no "
                + declared.get().path("type").asText());
      }
    }
    for (JsonNode param : declaring.path("params")) {
      if (!param.has("default")
          && find(user.path("params"), param.path("name").asText()).isEmpty()) {
        problems.add(name + " needs the param " + param.path("name").asText());
      }
    }
    for (JsonNode workspace : user.path("workspaces")) {
      if (find(declaring.path("workspaces"), workspace.path("name").asText()).isEmpty()) {
        problems.add(name + " has no workspace " + workspace.path("name").asText());
      }
    }
    for (JsonNode workspace : declaring.path("workspaces")) {
      if (!workspace.path("optional").asBoolean()
          && find(user.path("workspaces"), workspace.path("name").asText()).isEmpty()) {
        problems.add(name + " needs the workspace " + workspace.path("name").asText());
      }
    }
  }

  private static Optional<JsonNode> find(JsonNode list, String name) {
    for (JsonNode each : list) {
      if (each.path("name").asText().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new TreeSet<>();
    list.forEach(each -> names.add(each.path("name").asText()));
    return names;
  }
}
