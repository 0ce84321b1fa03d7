package io.jenkins.plugins.volumetransfer.simulator.tekton;

import java.util.List;
import java.util.Map;

/**
 * How a TaskRun ended.
 *
 * @param reason as {@code status.conditions[0].reason} has it
 * @param message for people
 * @param results those of the last attempt, also of one that failed; none of a cancelled one
 * @param attempts all of them, the last one included; none of one that was not resolved
 */
public record TaskRunEnd(
    Reason reason, String message, Map<String, String> results, List<PodEnd> attempts) {

  /** Names of pkg/apis/pipeline/v1/taskrun_types.go. */
  public enum Reason {
    SUCCEEDED("Succeeded"),
    /** Of a step, by its exit code. */
    STEP_FAILED("StepFailed"),
    STEP_OOM("StepOOM"),
    EVICTED("PodEvicted"),
    /** Of a pod, for another reason. */
    FAILED("Failed"),
    /** There is no such Task or StepAction in its namespace; no pod was made. */
    RESOLUTION_FAILED("TaskRunResolutionFailed"),
    CANCELLED("TaskRunCancelled"),
    TIMED_OUT("TaskRunTimeout");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * The end of a pod.
   *
   * @param logs of all steps, as far as they were read before the pod was gone
   */
  public record PodEnd(
      String pod, Reason reason, String message, Map<String, String> results, String logs) {}

  static TaskRunEnd of(List<PodEnd> attempts) {
    PodEnd last = attempts.get(attempts.size() - 1);
    return new TaskRunEnd(last.reason, last.message, last.results, List.copyOf(attempts));
  }

  public boolean succeeded() {
    return reason == Reason.SUCCEEDED;
  }

  /** Of all attempts. */
  public String logs() {
    StringBuilder all = new StringBuilder();
    attempts.forEach(attempt -> all.append(attempt.logs()));
    return all.toString();
  }
}
