package io.jenkins.plugins.volumetransfer.simulator.pipeline;

/** How a build ended, the worst last. */
public enum Result {
  SUCCESS,
  UNSTABLE,
  FAILURE,
  ABORTED;

  boolean isWorseThan(Result other) {
    return compareTo(other) > 0;
  }
}
