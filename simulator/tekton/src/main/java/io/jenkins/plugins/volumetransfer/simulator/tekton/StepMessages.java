package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pod that has ended tells of its TaskRun, by the steps' exit codes and termination messages
 * (pkg/pod/status.go).
 */
final class StepMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TASK_RESULT = 1;
  private static final int STEP_RESULT = 4;
  private static final String OOM_KILLED = "OOMKilled";
  private static final Pattern OF_STEP =
      Pattern.compile("\\$\\(steps\\.([^.]+)\\.results\\.([^.)]+)\\)");

  private StepMessages() {}

  /** How it failed, in the words of Tekton. */
  record Failed(Reason reason, String message) {}

  /** The order is that of getFailureInfo: an eviction, a step that got no memory, any step. */
  static Optional<Failed> failed(Pod pod) {
    List<ContainerStatus> steps = pod.getStatus().getContainerStatuses();
    if ("Evicted".equals(pod.getStatus().getReason())) {
      return Optional.of(new Failed(Reason.EVICTED, pod.getStatus().getMessage()));
    }
    return first(steps, Reason.STEP_OOM, end -> OOM_KILLED.equals(end.getReason()))
        .or(() -> first(steps, Reason.STEP_FAILED, end -> end.getExitCode() != 0))
        .or(
            () ->
                Optional.of(pod)
                    .filter(it -> "Failed".equals(it.getStatus().getPhase()))
                    .map(
                        it ->
                            new Failed(
                                Reason.FAILED,
                                Optional.ofNullable(it.getStatus().getMessage())
                                    .orElse("build failed for unspecified reasons."))));
  }

  private static Optional<Failed> first(
      List<ContainerStatus> steps, Reason reason, Predicate<ContainerStateTerminated> wanted) {
    return steps.stream()
        .filter(step -> terminated(step).filter(wanted).isPresent())
        .findFirst()
        .map(step -> new Failed(reason, message(step.getName(), terminated(step).orElseThrow())));
  }

  private static String message(String step, ContainerStateTerminated end) {
    if (end.getMessage() != null && end.getMessage().contains("\"TimeoutExceeded\"")) {
      return "\"" + step + "\" exited because the step exceeded the specified timeout limit";
    }
    return "\""
        + step
        + "\" exited with code "
        + end.getExitCode()
        + Optional.ofNullable(end.getReason())
            .filter(reason -> !reason.isEmpty())
            .map(": "::concat)
            .orElse("");
  }

  /** The Task's results, also those that name a step's. Those of a failed step count too. */
  static Map<String, String> results(Pod pod, TaskRun run) {
    Map<String, String> ofSteps = new LinkedHashMap<>();
    Map<String, String> results = new LinkedHashMap<>();
    for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
      for (JsonNode item : message(status)) {
        String key = item.path("key").asText();
        String value = item.path("value").asText();
        if (item.path("type").asInt() == TASK_RESULT) {
          results.put(key, value);
        } else if (item.path("type").asInt() == STEP_RESULT) {
          ofSteps.put(status.getName() + "/" + key, value);
        }
      }
    }
    for (JsonNode declared : run.ofTask("results")) {
      Matcher ofStep = OF_STEP.matcher(declared.path("value").asText());
      if (ofStep.matches()) {
        String key = StepNames.PREFIX + ofStep.group(1) + "/" + ofStep.group(2);
        Optional.ofNullable(ofSteps.get(key))
            .ifPresent(value -> results.put(declared.path("name").asText(), value));
      }
    }
    return results;
  }

  private static JsonNode message(ContainerStatus status) {
    String text =
        terminated(status)
            .map(ContainerStateTerminated::getMessage)
            .filter(it -> !it.isEmpty())
            .orElse("[]");
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // A step that was killed had no time to tell.
      return JSON.createArrayNode();
    }
  }

  private static Optional<ContainerStateTerminated> terminated(ContainerStatus status) {
    return Optional.ofNullable(status.getState()).map(state -> state.getTerminated());
  }
}
