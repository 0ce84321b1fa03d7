package io.jenkins.plugins.volumetransfer.simulator.tekton;

import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineProgress.Ended;
import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineProgress.Mood;
import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineProgress.Next;
import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineRunEnd.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PipelineRun from its first task to its last; docs/pipelineruns.md tells of its ends. */
public final class RunningPipelineRun {

  /** What can be asked of a PipelineRun by its {@code spec.status}. */
  public enum Stop {
    /** All TaskRuns are cancelled; no finally task runs. */
    CANCELLED,
    /** All TaskRuns are cancelled; then the finally tasks run. */
    CANCELLED_RUN_FINALLY,
    /** What runs may end; then the finally tasks run. */
    STOPPED_RUN_FINALLY
  }

  /** TaskRunSpecStatusMessage in pkg/apis/pipeline/v1/taskrun_types.go. */
  private static final String CANCELLED_WITH_ALL =
      "TaskRun cancelled as the PipelineRun it belongs to has been cancelled.";

  private static final String LATE_WITH_ALL =
      "TaskRun cancelled as the PipelineRun it belongs to has timed out.";

  private final PipelineRun run;
  private final TaskRuns taskRuns;
  private final String context;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<PipelineRunEnd> end = new CompletableFuture<>();
  private final Map<String, RunningTaskRun> running = new LinkedHashMap<>();
  private PipelineProgress progress;
  private Mood mood = Mood.GO_ON;
  private boolean withoutFinally;
  private boolean stopped;
  private boolean late;

  /**
   * @param context where objects are applied that name no namespace
   */
  RunningPipelineRun(PipelineRun run, TaskRuns taskRuns, String context) {
    this.run = run;
    this.taskRuns = taskRuns;
    this.context = context;
    this.progress = PipelineProgress.of(run);
  }

  /** One that fails at once, as what it refers to is not there. */
  static RunningPipelineRun unresolved(PipelineRun run, TaskRuns taskRuns, Reason reason) {
    RunningPipelineRun failed = new RunningPipelineRun(run, taskRuns, run.namespace());
    failed.end.complete(new PipelineRunEnd(reason, Map.of(), run.taskNames()));
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
            "PipelineRun " + run.name());
    thread.setDaemon(true);
    thread.start();
  }

  /** As somebody who writes {@code spec.status}. */
  public void stop(Stop how) {
    events.add(
        () -> {
          stopped = true;
          mood = Mood.NO_MORE_TASKS;
          withoutFinally = how == Stop.CANCELLED;
          if (how != Stop.STOPPED_RUN_FINALLY) {
            running.values().forEach(each -> each.cancel(CANCELLED_WITH_ALL));
          }
        });
  }

  /**
   * @throws TimeoutException if it has not ended by then
   */
  public PipelineRunEnd await(Duration longest) throws InterruptedException, TimeoutException {
    try {
      return end.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("PipelineRun " + run.name(), e.getCause());
    }
  }

  private PipelineRunEnd play() throws InterruptedException {
    after(run.timeout(), () -> timeOut(true));
    after(run.tasksTimeout(), () -> timeOut(false));
    try (AffinityAssistants.Made assistants = taskRuns.assistants().make(run.assistants())) {
      while (startNext() || progress.anyRunning()) {
        events.take().run();
      }
    }
    return ended();
  }

  private void after(Duration timeout, Runnable event) {
    if (!timeout.equals(Duration.ZERO)) {
      new CompletableFuture<Void>()
          .completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
          .thenRun(() -> events.add(event));
    }
  }

  /**
   * @param forAll finally tasks have no time either
   */
  private void timeOut(boolean forAll) {
    if (forAll || mood == Mood.GO_ON && !progress.tasksEnded()) {
      late = true;
      mood = Mood.NO_MORE_TASKS;
      withoutFinally = forAll;
      running.values().forEach(each -> each.cancel(LATE_WITH_ALL));
    }
  }

  /** Whether something was started. */
  private boolean startNext() {
    PipelineProgress before;
    int started = 0;
    do {
      before = progress;
      if (withoutFinally) {
        return false;
      }
      Next next = progress.next(mood);
      Variables known = next.progress().variables().and(progress.statuses());
      progress = next.progress();
      next.start().forEach(task -> start(task, known));
      started += next.start().size();
    } while (!progress.equals(before));
    return started > 0;
  }

  private void start(PipelineTask task, Variables known) {
    RunningTaskRun started = taskRuns.start(run.taskRun(task, known), context);
    running.put(task.name(), started);
    started
        .end()
        .whenComplete(
            (ended, failure) ->
                events.add(
                    () -> {
                      if (failure != null) {
                        throw new IllegalStateException(failure);
                      }
                      running.remove(task.name());
                      progress = progress.with(task.name(), new Ended(ended));
                    }));
  }

  private PipelineRunEnd ended() {
    Map<String, TaskRunEnd> ends = new LinkedHashMap<>();
    Set<String> skipped = new TreeSet<>();
    Stream.of(run.tasks(), run.finallyTasks())
        .flatMap(tasks -> tasks.stream())
        .forEach(
            task -> {
              if (progress.tasks().get(task.name()) instanceof Ended ended) {
                ends.put(task.name(), ended.end());
              } else {
                skipped.add(task.name());
              }
            });
    return new PipelineRunEnd(reason(ends.values(), skipped), ends, skipped);
  }

  /** GetPipelineConditionStatus: a failure before a graceful stop counts more than the stop. */
  private Reason reason(Collection<TaskRunEnd> ends, Set<String> skipped) {
    if (late) {
      return Reason.TIMED_OUT;
    }
    boolean failed =
        ends.stream()
            .anyMatch(end -> !end.succeeded() && end.reason() != TaskRunEnd.Reason.CANCELLED);
    if (failed && !(stopped && withoutFinally)) {
      return Reason.FAILED;
    }
    if (stopped) {
      return Reason.CANCELLED;
    }
    return skipped.isEmpty() ? Reason.SUCCEEDED : Reason.COMPLETED;
  }
}
