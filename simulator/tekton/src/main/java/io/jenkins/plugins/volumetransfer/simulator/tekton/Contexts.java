package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Variables that Tekton itself gives to a Task (docs/variables.md). */
final class Contexts {
  private Contexts() {}

  static Variables of(Attempt attempt) {
    TaskRun run = attempt.taskRun();
    return Variables.ofTexts(
        Map.of(
            "context.taskRun.name", run.name(),
            "context.taskRun.namespace", run.namespace(),
            "context.taskRun.uid", run.uid(),
            "context.task.name", run.taskName(),
            "context.task.retry-count", Integer.toString(attempt.retry()),
            "credentials.path", "/tekton/creds"));
  }

  /** Where the Task's results and its steps' exit codes are. */
  static Variables results(TaskRun run) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (JsonNode result : run.ofTask("results")) {
      String name = result.path("name").asText();
      texts.put("results." + name + ".path", Entrypoint.RESULTS + "/" + name);
    }
    int index = 0;
    for (JsonNode step : run.ofTask("steps")) {
      String name = StepNames.of((ObjectNode) step, index++);
      texts.put("steps." + name + ".exitCode.path", Entrypoint.exitCodeFile(name));
    }
    return Variables.ofTexts(texts);
  }

  /** Where a step's own results are. */
  static Variables step(String container, ObjectNode step) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (JsonNode result : step.path("results")) {
      String name = result.path("name").asText();
      texts.put("step.results." + name + ".path", Entrypoint.stepResults(container) + "/" + name);
    }
    return Variables.ofTexts(texts);
  }
}
