package io.jenkins.plugins.volumetransfer.simulator.tekton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineProgress.Ended;
import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineProgress.Mood;
import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineProgress.Next;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.PodEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: the order of a Pipeline's tasks. Method: no pods; each task's end is told. */
@DisplayName("A PipelineRun")
class PipelineProgressTest {
  private static final String PIPELINE =
      """
      kind: PipelineRun
      metadata: {name: move}
      spec:
        params: [{name: compare, value: "no"}]
        pipelineSpec:
          params: [{name: compare}]
          tasks:
            - {name: stop, taskRef: {name: any}}
            - name: copy
              runAfter: [stop]
              taskRef: {name: any}
            - name: compare
              runAfter: [copy]
              when: [{input: $(params.compare), operator: in, values: ["yes"]}]
              taskRef: {name: any}
            - name: start
              runAfter: [compare]
              taskRef: {name: any}
              params: [{name: bytes, value: $(tasks.copy.results.bytes)}]
            - name: praise
              taskRef: {name: any}
              params: [{name: of, value: $(tasks.compare.results.difference)}]
          finally:
            - {name: clean-up, taskRef: {name: any}}
            - name: start-again
              when: [{input: $(tasks.start.status), operator: notin, values: [Succeeded]}]
              taskRef: {name: any}
              params: [{name: all, value: $(tasks.status)}]
      """;

  private static PipelineProgress begun(String yaml) {
    Documents documents = Documents.parse(yaml);
    return PipelineProgress.of(
        PipelineRun.of(
            documents.ofKind("PipelineRun").get(0), "here", "uid", documents.orIn("here")));
  }

  private static List<String> names(Next next) {
    return next.start().stream().map(PipelineTask::name).toList();
  }

  private static PipelineProgress ended(
      PipelineProgress progress, String task, Reason reason, Map<String, String> results) {
    return progress.with(
        task, new Ended(TaskRunEnd.of(List.of(new PodEnd("pod", reason, "", results, "")))));
  }

  /** Until nothing new is skipped; tells what was started in all. */
  private static Next settle(PipelineProgress progress, Mood mood) {
    Next next = progress.next(mood);
    while (next.start().isEmpty() && !next.progress().equals(progress)) {
      progress = next.progress();
      next = progress.next(mood);
    }
    return next;
  }

  @Test
  @DisplayName("starts each task after those that it names, and skips what is not wanted")
  void order() {
    Next first = settle(begun(PIPELINE), Mood.GO_ON);
    assertThat(names(first)).containsExactly("stop");
    assertThat(names(settle(first.progress(), Mood.GO_ON))).isEmpty();

    Next second = settle(ended(first.progress(), "stop", Reason.SUCCEEDED, Map.of()), Mood.GO_ON);
    assertThat(names(second)).containsExactly("copy");

    Next third =
        settle(
            ended(second.progress(), "copy", Reason.SUCCEEDED, Map.of("bytes", "7")), Mood.GO_ON);
    assertThat(names(third)).as("compare is skipped, and holds nothing up").contains("start");
    assertThat(
            third
                .progress()
                .run()
                .taskRun(third.start().get(0), third.progress().variables())
                .at("/spec/params/0/value")
                .asText())
        .isEqualTo("7");

    Next last = settle(ended(third.progress(), "start", Reason.SUCCEEDED, Map.of()), Mood.GO_ON);
    assertThat(names(last)).containsExactly("clean-up");
    assertThat(last.progress().tasks()).as("what has no such result").containsKey("praise");
  }

  @Test
  @DisplayName("starts no more tasks after one that failed, but its finally tasks")
  void failure() {
    PipelineProgress failed = ended(begun(PIPELINE), "stop", Reason.STEP_FAILED, Map.of());

    Next next = settle(failed, Mood.GO_ON);

    assertThat(names(next)).containsExactly("clean-up", "start-again");
    assertThat(next.progress().statuses().in("$(tasks.status) $(tasks.stop.status)"))
        .isEqualTo("Failed Failed");
    assertThat(next.progress().statuses().in("$(tasks.copy.status)")).isEqualTo("None");
  }

  @Test
  @DisplayName("waits for what runs before its finally tasks, when no more tasks may start")
  void stopped() {
    PipelineProgress running = settle(begun(PIPELINE), Mood.GO_ON).progress();

    assertThat(names(settle(running, Mood.NO_MORE_TASKS))).isEmpty();
    PipelineProgress cancelled = ended(running, "stop", Reason.CANCELLED, Map.of());
    assertThat(names(settle(cancelled, Mood.NO_MORE_TASKS)))
        .containsExactly("clean-up", "start-again");
  }

  @Test
  @DisplayName("is refused when a task waits for one that is not there")
  void unknown() {
    assertThatThrownBy(() -> begun(PIPELINE.replace("runAfter: [stop]", "runAfter: [stopp]")))
        .hasMessage("PipelineRun move: task copy waits for unknown [stopp]");
  }
}
