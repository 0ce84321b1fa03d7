package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The time that a pod has, after which whoever runs it ends it.
 *
 * @param whose that of the pod, or of the TaskRun that it is made for
 * @param begin by the API server's clock
 */
public record PodTime(String whose, Instant begin, Duration length) {
  private static final String TASK_RUN_LABEL = "tekton.dev/taskRun";

  /**
   * Tekton ends a TaskRun by itself, and gives its pod half as much again as a second line
   * (deadlineFactor, 1.5, in pkg/pod/pod.go); a TaskRun without a timeout has the largest number.
   * Its time begins a moment before its pod is made.
   */
  static Optional<PodTime> of(Pod pod) {
    Optional<String> taskRun =
        Optional.ofNullable(pod.getMetadata().getLabels())
            .map(Map::entrySet)
            .flatMap(
                labels ->
                    labels.stream()
                        .filter(label -> label.getKey().equals(TASK_RUN_LABEL))
                        .map(Map.Entry::getValue)
                        .findFirst());
    return Optional.ofNullable(pod.getSpec().getActiveDeadlineSeconds())
        .filter(seconds -> seconds > 0 && seconds < Integer.MAX_VALUE)
        .map(
            seconds ->
                new PodTime(
                    taskRun
                        .map(name -> "TaskRun " + name)
                        .orElse("pod " + pod.getMetadata().getName()),
                    Instant.parse(pod.getMetadata().getCreationTimestamp()),
                    Duration.ofSeconds(taskRun.isPresent() ? seconds * 2 / 3 : seconds)));
  }
}
