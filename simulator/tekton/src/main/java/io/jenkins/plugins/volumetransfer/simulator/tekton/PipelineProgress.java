package io.jenkins.plugins.volumetransfer.simulator.tekton;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far a PipelineRun is, and what comes next (pkg/reconciler/pipelinerun/resources). A failed
 * task keeps others from starting and lets those that run end; a task that is skipped by its {@code
 * when} holds up none that only runs after it.
 *
 * @param tasks those that have started or were skipped, by name
 */
record PipelineProgress(PipelineRun run, Map<String, State> tasks) {

  /** Of one task. */
  sealed interface State permits Running, Skipped, Ended {}

  record Running() implements State {}

  record Skipped() implements State {}

  record Ended(TaskRunEnd end) implements State {}

  /** Whether more tasks may start. */
  enum Mood {
    GO_ON,
    /** As asked for, or because a task failed. */
    NO_MORE_TASKS
  }

  PipelineProgress {
    tasks = Map.copyOf(tasks);
  }

  static PipelineProgress of(PipelineRun run) {
    return new PipelineProgress(run, Map.of());
  }

  PipelineProgress with(String task, State state) {
    Map<String, State> changed = new LinkedHashMap<>(tasks);
    changed.put(task, state);
    return new PipelineProgress(run, changed);
  }

  boolean failed() {
    return tasks.values().stream()
        .anyMatch(each -> each instanceof Ended it && !it.end.succeeded());
  }

  boolean anyRunning() {
    return tasks.values().contains(new Running());
  }

  /** Skips what is not wanted or can't be had, and tells what to start; to be asked again after. */
  record Next(PipelineProgress progress, List<PipelineTask> start) {}

  Next next(Mood mood) {
    if (mood == Mood.GO_ON && !failed()) {
      Next next = step(run.tasks().stream().filter(this::isReady).toList(), variables());
      if (!next.start.isEmpty() || !next.progress.equals(this) || waiting()) {
        return next;
      }
    }
    if (anyRunning()) {
      return new Next(this, List.of());
    }
    List<PipelineTask> last =
        run.finallyTasks().stream().filter(each -> !tasks.containsKey(each.name())).toList();
    return step(last, variables().and(statuses()));
  }

  /** Whether only finally tasks can still run. */
  boolean tasksEnded() {
    return !waiting()
        && run.tasks().stream().noneMatch(each -> tasks.get(each.name()) instanceof Running);
  }

  private boolean waiting() {
    return run.tasks().stream().anyMatch(each -> !tasks.containsKey(each.name()));
  }

  private boolean isReady(PipelineTask task) {
    return !tasks.containsKey(task.name())
        && Stream.of(task.after(), task.needs())
            .flatMap(Set::stream)
            .allMatch(it -> tasks.containsKey(it) && !(tasks.get(it) instanceof Running));
  }

  private Next step(List<PipelineTask> ready, Variables known) {
    PipelineProgress then = this;
    List<PipelineTask> start = new ArrayList<>();
    for (PipelineTask task : ready) {
      if (hasAllResults(task) && task.wanted(known)) {
        start.add(task);
        then = then.with(task.name(), new Running());
      } else {
        then = then.with(task.name(), new Skipped());
      }
    }
    return new Next(then, start);
  }

  private boolean hasAllResults(PipelineTask task) {
    String used = task.list("params") + " " + task.list("when");
    return !variables().in(used).matches("(?s).*\\$\\(tasks\\.[^.)]+\\.results\\..*");
  }

  /** Params, context and the results so far, also of tasks that failed (docs/pipelines.md). */
  Variables variables() {
    Map<String, String> texts = new LinkedHashMap<>();
    tasks.forEach(
        (name, state) -> {
          if (state instanceof Ended ended) {
            ended
                .end
                .results()
                .forEach((key, value) -> texts.put("tasks." + name + ".results." + key, value));
          }
        });
    return run.variables().and(Variables.ofTexts(texts));
  }

  /** For finally tasks only: Succeeded, Failed or None; and for all together Completed too. */
  Variables statuses() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (PipelineTask task : run.tasks()) {
      texts.put("tasks." + task.name() + ".status", status(task));
    }
    boolean skipped = run.tasks().stream().anyMatch(task -> status(task).equals("None"));
    texts.put("tasks.status", failed() ? "Failed" : skipped ? "Completed" : "Succeeded");
    return Variables.ofTexts(texts);
  }

  private String status(PipelineTask task) {
    return Optional.ofNullable(tasks.get(task.name()))
        .filter(Ended.class::isInstance)
        .map(state -> ((Ended) state).end.succeeded() ? "Succeeded" : "Failed")
        .orElse("None");
  }
}
