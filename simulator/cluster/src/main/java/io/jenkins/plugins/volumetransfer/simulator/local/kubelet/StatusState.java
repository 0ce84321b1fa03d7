package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The state of a container, as its pod's status tells it. */
sealed interface StatusState {

  /**
   * As Kubernetes writes it.
   *
   * @param id of the container
   */
  ContainerState written(String id);

  /** It does not run yet, or not again yet. */
  record Waiting(String reason, String message) implements StatusState {
    static final Waiting CREATING = new Waiting("ContainerCreating", "");
    static final Waiting INITIALIZING = new Waiting("PodInitializing", "");

    @Override
    public ContainerState written(String id) {
      var waiting = new ContainerStateBuilder().withNewWaiting().withReason(reason);
      return (message.isEmpty() ? waiting : waiting.withMessage(message)).endWaiting().build();
    }
  }

  /** Its main process runs. */
  record Running(Instant startedAt) implements StatusState {
    @Override
    public ContainerState written(String id) {
      return new ContainerStateBuilder()
          .withNewRunning()
          .withStartedAt(text(startedAt))
          .endRunning()
          .build();
    }
  }

  /** It ended, or could not even start. */
  record Terminated(
      int exitCode, String reason, String message, Instant startedAt, Instant finishedAt)
      implements StatusState {
    @Override
    public ContainerState written(String id) {
      var terminated =
          new ContainerStateBuilder()
              .withNewTerminated()
              .withExitCode(exitCode)
              .withReason(reason)
              .withStartedAt(text(startedAt))
              .withFinishedAt(text(finishedAt))
              .withContainerID(id);
      return (message.isEmpty() ? terminated : terminated.withMessage(message))
          .endTerminated()
          .build();
    }
  }

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

  /** In whole seconds, as Kubernetes does. */
  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
