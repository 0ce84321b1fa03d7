package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.time.Instant;

/** The state of a container, as its pod's status tells it. */
sealed interface StatusState {

  /** It does not run yet, or not again yet. */
  record Waiting(String reason, String message) implements StatusState {
    static final Waiting CREATING = new Waiting("ContainerCreating", "");
    static final Waiting INITIALIZING = new Waiting("PodInitializing", "");
  }

  /** Its main process runs. */
  record Running(Instant startedAt) implements StatusState {}

  /** It ended, or could not even start. */
  record Terminated(
      int exitCode, String reason, String message, Instant startedAt, Instant finishedAt)
      implements StatusState {}

  default boolean isRunning() {
    return this instanceof Running;
  }

  default boolean isTerminated() {
    return this instanceof Terminated;
  }

  /** Whether it ended with code 0. */
  default boolean isSuccess() {
    return this instanceof Terminated terminated && terminated.exitCode() == 0;
  }
}
