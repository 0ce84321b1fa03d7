package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  static boolean failed(Pod pod) {
    return "Failed".equals(pod.getStatus().getPhase())
        || pod.getStatus().getContainerStatuses().stream()
            .anyMatch(
                each ->
                    terminated(each)
                        .filter(end -> end.getExitCode() != 0 || OOM_KILLED.equals(end.getReason()))
                        .isPresent());
  }

  /** Why it failed, in the words of Tekton. */
  static String failure(Pod pod) {
    if ("Evicted".equals(pod.getStatus().getReason())) {
      return pod.getStatus().getMessage();
    }
    for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
      Optional<ContainerStateTerminated> end =
          terminated(status).filter(each -> each.getExitCode() != 0);
      if (end.isPresent()) {
        return end.get().getMessage() != null
                && end.get().getMessage().contains("\"TimeoutExceeded\"")
            ? "\"%s\" exited because the step exceeded the specified timeout limit"
                .formatted(status.getName())
            : String.format(
                Locale.ROOT,
                "\"%s\" exited with code %d",
                status.getName(),
                end.get().getExitCode());
      }
    }
    return Optional.ofNullable(pod.getStatus().getMessage())
        .orElse("build failed for unspecified reasons.");
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
