package io.jenkins.plugins.volumetransfer.simulator.tekton;

import java.util.Map;
import java.util.Set;

/**
 * How a PipelineRun ended.
 *
 * @param reason as {@code status.conditions[0].reason} has it
 * @param tasks the ends of those that ran, finally tasks too
 * @param skipped those that were skipped or never came to run
 */
public record PipelineRunEnd(Reason reason, Map<String, TaskRunEnd> tasks, Set<String> skipped) {

  /** Names of pkg/apis/pipeline/v1/pipelinerun_types.go. */
  public enum Reason {
    SUCCEEDED,
    /** Some tasks were skipped, none failed. */
    COMPLETED,
    FAILED,
    /** There is no such Pipeline in its namespace; nothing ran. */
    COULDNT_GET_PIPELINE,
    /** One of its Tasks is not in its namespace; nothing ran. */
    COULDNT_GET_TASK,
    CANCELLED,
    TIMED_OUT
  }

  public PipelineRunEnd {
    tasks = Map.copyOf(tasks);
    skipped = Set.copyOf(skipped);
  }
}
