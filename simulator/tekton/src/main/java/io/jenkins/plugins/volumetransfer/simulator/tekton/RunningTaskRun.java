package io.jenkins.plugins.volumetransfer.simulator.tekton;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.PodEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A TaskRun from its first pod to its last. A cancelled or timed-out attempt has its pod deleted
 * (failTaskRun in pkg/reconciler/taskrun), which is SIGTERM to the steps and SIGKILL thirty seconds
 * later; what comes next does not wait until it is gone. So a retry after a timeout runs beside the
 * end of the attempt before it. The pod of a failed attempt stays.
 */
public final class RunningTaskRun {
  private final TaskRun run;
  private final KubernetesClient client;
  private final Function<Attempt, TaskRunPod> pods;
  private final CompletableFuture<Reason> cancelled = new CompletableFuture<>();
  private final CompletableFuture<TaskRunEnd> end = new CompletableFuture<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private volatile String cancelMessage = "";
  private CompletableFuture<Reason> timeout = new CompletableFuture<>();

  RunningTaskRun(KubernetesClient client, TaskRun run, Function<Attempt, TaskRunPod> pods) {
    this.client = client;
    this.run = run;
    this.pods = pods;
  }

  /** One that fails at once, as what it refers to is not there; no pod is made. */
  static RunningTaskRun unresolved(KubernetesClient client, TaskRun run, String missing) {
    RunningTaskRun failed =
        new RunningTaskRun(
            client,
            run,
            attempt -> {
              throw new IllegalStateException("never begun");
            });
    failed.end.complete(
        new TaskRunEnd(
            Reason.RESOLUTION_FAILED,
            "error when listing tasks for taskRun %s: %s".formatted(run.name(), missing),
            Map.of(),
            List.of()));
    return failed;
  }

  void begin() {
    Thread thread =
        new Thread(
            () -> {
              try {
                end.complete(play());
              } catch (RuntimeException | InterruptedException e) {
                end.completeExceptionally(e);
              }
            },
            "TaskRun " + run.name());
    thread.setDaemon(true);
    thread.start();
  }

  /** {@code status: TaskRunCancelled}; retries that are left are not made. */
  public void cancel() {
    cancel("");
  }

  /**
   * @param statusMessage why, by whoever cancels it
   */
  void cancel(String statusMessage) {
    cancelMessage = statusMessage;
    cancelled.complete(Reason.CANCELLED);
  }

  /** The time of the attempt that runs is over now, whatever its {@code timeout} says. */
  public void timeOut() {
    synchronized (attempts) {
      timeout.complete(Reason.TIMED_OUT);
    }
  }

  /** Done when Tekton would call the TaskRun done; a deleted pod may still be there then. */
  public CompletableFuture<TaskRunEnd> end() {
    return end.copy();
  }

  /**
   * @throws TimeoutException if it has not ended by then
   */
  public TaskRunEnd await(Duration longest) throws InterruptedException, TimeoutException {
    try {
      return end.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("TaskRun " + run.name() + " could not be run", e.getCause());
    }
  }

  public String uid() {
    return run.uid();
  }

  public String namespace() {
    return run.namespace();
  }

  /** The pods made so far, the first one first. */
  public List<String> pods() {
    synchronized (attempts) {
      return attempts.stream().map(Attempt::podName).toList();
    }
  }

  private TaskRunEnd play() throws InterruptedException {
    List<PodEnd> ends = new ArrayList<>();
    do {
      Attempt attempt = new Attempt(run, ends.size());
      synchronized (attempts) {
        attempts.add(attempt);
      }
      ends.add(play(attempt));
    } while (!TaskRunEnd.of(ends).succeeded()
        && !cancelled.isDone()
        && ends.size() <= run.retries());
    return TaskRunEnd.of(ends);
  }

  private PodEnd play(Attempt attempt) throws InterruptedException {
    TaskRunPod made = pods.apply(attempt);
    try (RunningPod pod = RunningPod.create(client, made)) {
      Object first = CompletableFuture.anyOf(pod.ended(), cancelled, newTimeout()).join();
      return first instanceof Pod ended
          ? told(attempt, ended, pod.logs(ended))
          : deleted(attempt, pod, (Reason) first);
    }
  }

  private CompletableFuture<Reason> newTimeout() {
    synchronized (attempts) {
      timeout = new CompletableFuture<>();
      if (!run.timeout().equals(Duration.ZERO)) {
        timeout.completeOnTimeout(
            Reason.TIMED_OUT, run.timeout().toMillis(), TimeUnit.MILLISECONDS);
      }
      return timeout;
    }
  }

  private PodEnd deleted(Attempt attempt, RunningPod pod, Reason reason) {
    String logs = pod.logsSoFar();
    pod.delete();
    String message =
        reason == Reason.CANCELLED
            ? "TaskRun \"%s\" was cancelled. %s".formatted(run.name(), cancelMessage)
            : "TaskRun \"%s\" failed to finish within \"%s\""
                .formatted(run.name(), run.spec().path("timeout").asText("1h"));
    return new PodEnd(attempt.podName(), reason, message, Map.of(), logs);
  }

  private PodEnd told(Attempt attempt, Pod pod, String logs) {
    Optional<StepMessages.Failed> failed = StepMessages.failed(pod);
    return new PodEnd(
        attempt.podName(),
        failed.map(StepMessages.Failed::reason).orElse(Reason.SUCCEEDED),
        failed.map(StepMessages.Failed::message).orElse("All Steps have completed executing"),
        StepMessages.results(pod, run),
        logs);
  }
}
