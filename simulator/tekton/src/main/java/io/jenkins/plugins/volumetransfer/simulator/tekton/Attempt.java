package io.jenkins.plugins.volumetransfer.simulator.tekton;

/**
 * One pod of a TaskRun.
 *
 * @param retry 0 for the first
 */
record Attempt(TaskRun taskRun, int retry) {

  /** As pkg/pod/pod.go names it. */
  String podName() {
    return taskRun.name() + "-pod" + (retry == 0 ? "" : "-retry" + retry);
  }
}
