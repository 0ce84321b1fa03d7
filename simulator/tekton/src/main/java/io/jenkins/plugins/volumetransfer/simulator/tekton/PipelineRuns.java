package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/**
 * Runs PipelineRuns, each task as a TaskRun.
 *
 * @param applied Pipelines by their names
 * @param uids a new uid each time
 */
public record PipelineRuns(TaskRuns taskRuns, Documents applied, Supplier<String> uids) {
  /**
   * Starts it; a name is made for one that has only {@code generateName}.
   *
   * @param namespace where it is applied, unless it says so itself
   * @throws NotRunnable if Tekton would refuse it, or something in it is not simulated; then
   *     nothing was made
   */
  public RunningPipelineRun start(ObjectNode pipelineRun, String namespace) {
    String uid = uids.get();
    ObjectNode named = TaskRuns.named(pipelineRun, uid);
    Documents here = applied.orIn(namespace);
    try {
      PipelineRun run = PipelineRun.of(named, namespace, uid, here);
      if (run.lacksTask(here)) {
        return RunningPipelineRun.unresolved(run, taskRuns, PipelineRunEnd.Reason.COULDNT_GET_TASK);
      }
      RunningPipelineRun running = new RunningPipelineRun(run, taskRuns, namespace);
      running.begin();
      return running;
    } catch (NotResolved e) {
      named.withObject("/spec").remove("pipelineRef");
      named.withObject("/spec").putObject("pipelineSpec");
      return RunningPipelineRun.unresolved(
          PipelineRun.of(named, namespace, uid, here),
          taskRuns,
          PipelineRunEnd.Reason.COULDNT_GET_PIPELINE);
    }
  }
}
