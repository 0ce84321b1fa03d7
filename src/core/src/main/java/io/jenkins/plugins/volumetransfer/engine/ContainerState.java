package io.jenkins.plugins.volumetransfer.engine;

/** The state of a container, as the kubelet reports it. */
public sealed interface ContainerState {
  /** Not started; {@code reason} such as {@code ContainerCreating} or {@code ImagePullBackOff}. */
  record Waiting(String reason, String message) implements ContainerState {}

  record Running() implements ContainerState {}

  /**
   * Ended.
   *
   * @param exitCode as the kubelet reports it; 128 + n for signal n
   * @param reason such as {@code Completed}, {@code Error}, {@code OOMKilled}
   * @param message the container's termination message; empty where it left none
   */
  record Terminated(int exitCode, String reason, String message) implements ContainerState {}
}
