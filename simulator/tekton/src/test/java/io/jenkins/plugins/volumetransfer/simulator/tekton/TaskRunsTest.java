package io.jenkins.plugins.volumetransfer.simulator.tekton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.PodEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Goal: steps run as Tekton runs them. Method: steps that are small shell scripts. */
@DisplayName("A TaskRun")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("integration")
class TaskRunsTest {
  private static final String NAMESPACE = "builds";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final StepEnvironment SITE =
      new StepEnvironment(image -> image, image -> List.of(), Map.of("SITE", "local"));

  private LocalCluster cluster;
  private KubernetesClient client;

  @BeforeAll
  void start(@TempDir Path directory) {
    cluster = LocalCluster.start(directory.resolve("cluster"));
    cluster.createNamespace(NAMESPACE);
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
            .build();
  }

  @AfterAll
  void close() {
    client.close();
    cluster.close();
  }

  /** The spec of a TaskRun; its name begins with that of the test. */
  private RunningTaskRun start(String name, String spec) {
    Documents applied =
        Documents.parse(
            """
            apiVersion: tekton.dev/v1
            kind: TaskRun
            metadata: {name: %s}
            spec:
            """
                    .formatted(name)
                + spec.indent(2));
    return new TaskRuns(client, SITE, applied, () -> UUID.randomUUID().toString())
        .start(applied.ofKind("TaskRun").get(0), NAMESPACE);
  }

  private TaskRunEnd run(String name, String spec) throws Exception {
    return start(name, spec).await(PATIENCE);
  }

  private void awaitLog(RunningTaskRun run, int attempt, String text) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                run.pods().size() > attempt
                    && cluster.log(NAMESPACE, run.pods().get(attempt), "step-one").contains(text));
  }

  @Test
  @DisplayName("runs its steps one after the other and gives their results back")
  void stepsAndResults() throws Exception {
    TaskRunEnd end =
        run(
            "results",
            """
            params:
              - {name: who, value: 'Ada "<&>" L.'}
            taskSpec:
              params:
                - {name: who}
              results:
                - {name: greeting}
                - {name: uid}
                - {name: never-written}
              stepTemplate:
                env: [{name: SHARED, value: template}]
              steps:
                - name: one
                  image: bash:1
                  command: [bash, -c]
                  args: ['printf "hello %s" "$0" >$(results.greeting.path)', '$(params.who)']
                - name: two
                  image: bash:1
                  env: [{name: UID_OF_RUN, value: $(context.taskRun.uid)}]
                  script: |
                    #!/usr/bin/env bash
                    cat $(results.greeting.path)
                    printf '%s %s' "$SHARED" "$SITE"
                    printf '%s' "${#UID_OF_RUN}" >$(results.uid.path)
            """);

    assertThat(end.reason()).isEqualTo(Reason.SUCCEEDED);
    assertThat(end.results()).isEqualTo(Map.of("greeting", "hello Ada \"<&>\" L.", "uid", "36"));
    assertThat(end.logs()).contains("hello Ada", "template local");
  }

  @Test
  @DisplayName("fails with its step, whose results count; the steps after it are skipped")
  void failure() throws Exception {
    TaskRunEnd end =
        run(
            "failure",
            """
            taskSpec:
              results: [{name: reason}]
              steps:
                - name: one
                  image: bash:1
                  script: |
                    printf RSYNC_FAILED >$(results.reason.path)
                    exit 7
                - {name: two, image: 'bash:1', command: [echo, never said]}
            """);

    assertThat(end.reason()).isEqualTo(Reason.STEP_FAILED);
    assertThat(end.reason().text()).isEqualTo("StepFailed");
    assertThat(end.message()).isEqualTo("\"step-one\" exited with code 7: Error");
    assertThat(end.results()).isEqualTo(Map.of("reason", "RSYNC_FAILED"));
    assertThat(end.logs()).doesNotContain("never said").contains("a previous step failed");
  }

  @Test
  @DisplayName("goes on after a step with onError: continue, whose exit code the next one can read")
  void onErrorContinue() throws Exception {
    TaskRunEnd end =
        run(
            "continued",
            """
            taskSpec:
              results: [{name: code}]
              steps:
                - {name: one, image: 'bash:1', onError: continue, command: [bash, -c, exit 3]}
                - name: two
                  image: bash:1
                  script: cp $(steps.step-one.exitCode.path) $(results.code.path)
            """);

    assertThat(end.succeeded()).isTrue();
    assertThat(end.results()).isEqualTo(Map.of("code", "3"));
  }

  @Test
  @DisplayName("fails when its results are larger than a termination message")
  void tooLarge() throws Exception {
    TaskRunEnd end =
        run(
            "large",
            """
            taskSpec:
              results: [{name: big}]
              steps:
                - name: one
                  image: bash:1
                  script: head --bytes=4096 /dev/zero | tr '\\0' x >$(results.big.path)
            """);

    assertThat(end.reason()).isEqualTo(Reason.STEP_FAILED);
    assertThat(end.results()).isEmpty();
    assertThat(end.logs()).contains("above max allowed size 4096");
  }

  @Test
  @DisplayName("that is cancelled has SIGTERM sent to all processes of its step, and time to end")
  void cancel() throws Exception {
    RunningTaskRun run =
        start(
            "cancelled",
            """
            taskSpec:
              steps:
                - name: one
                  image: bash:1
                  script: |
                    #!/usr/bin/env bash
                    trap 'echo cleaned up; exit 143' TERM
                    (trap 'echo child told; exit 0' TERM; echo up; while :; do sleep 0.05; done) &
                    while :; do wait; done
            """);
    awaitLog(run, 0, "up");

    run.cancel();

    TaskRunEnd end = run.await(PATIENCE);
    assertThat(end.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(end.reason().text()).isEqualTo("TaskRunCancelled");
    assertThat(end.message()).isEqualTo("TaskRun \"cancelled\" was cancelled. ");
    assertThat(end.results()).isEmpty();
    awaitLog(run, 0, "child told");
    awaitLog(run, 0, "cleaned up");
  }

  @Test
  @DisplayName("that runs into its timeout is tried again under the same uid, in another pod")
  void retriedAfterTimeout() throws Exception {
    RunningTaskRun run =
        start(
            "late",
            """
            timeout: 1s
            retries: 1
            taskSpec:
              steps:
                - name: one
                  image: bash:1
                  command: [bash, -c]
                  args:
                    - echo "$0 try $1"; trap 'echo told' TERM; (($1 == 1)) || { sleep 60 & wait; }
                    - $(context.taskRun.uid)
                    - $(context.task.retry-count)
            """);

    TaskRunEnd end = run.await(PATIENCE);

    assertThat(end.succeeded()).isTrue();
    assertThat(end.attempts())
        .extracting(PodEnd::pod, PodEnd::reason)
        .containsExactly(
            tuple("late-pod", Reason.TIMED_OUT), tuple("late-pod-retry1", Reason.SUCCEEDED));
    awaitLog(run, 0, run.uid() + " try 0");
    awaitLog(run, 0, "told");
    assertThat(end.logs()).contains(run.uid() + " try 1");
  }

  @Test
  @DisplayName("finds a Task of its own namespace, and of no other")
  void namespaces() throws Exception {
    Documents task =
        Documents.parse(
            """
            kind: Task
            metadata: {name: hello}
            spec: {steps: [{name: one, image: 'bash:1', command: [echo, hello]}]}
            """);

    TaskRunEnd here = refer("referring", task.in(NAMESPACE));
    TaskRunEnd elsewhere = refer("lost", task.in("default"));

    assertThat(here.succeeded()).as(here.message()).isTrue();
    assertThat(elsewhere.reason().text()).isEqualTo("TaskRunResolutionFailed");
    assertThat(elsewhere.message())
        .isEqualTo(
            "error when listing tasks for taskRun lost: tasks.tekton.dev \"hello\" not found");
    assertThat(elsewhere.attempts()).isEmpty();
    assertThatThrownBy(() -> task.in("default").in(NAMESPACE))
        .isInstanceOf(NotRunnable.class)
        .hasMessageContaining("does not match the namespace");
  }

  @Test
  @DisplayName("beside an affinity assistant, mounts one claim at most")
  void oneClaim() {
    Documents run =
        Documents.parse(
            """
            kind: TaskRun
            metadata:
              name: two
              annotations: {pipeline.tekton.dev/affinity-assistant: affinity-assistant-0123456789}
            spec:
              workspaces:
                - {name: a, persistentVolumeClaim: {claimName: a}}
                - {name: b, persistentVolumeClaim: {claimName: b}}
              taskSpec:
                workspaces: [{name: a}, {name: b}]
                steps: [{name: one, image: 'bash:1', command: [echo, hello]}]
            """);

    assertThatThrownBy(
            () ->
                new TaskRuns(client, SITE, run, () -> UUID.randomUUID().toString())
                    .start(run.all().get(0), NAMESPACE))
        .isInstanceOf(NotRunnable.class)
        .hasMessageContaining("more than one PersistentVolumeClaim");
  }

  private TaskRunEnd refer(String name, Documents tasks) throws Exception {
    Documents run =
        Documents.parse(
            "{kind: TaskRun, metadata: {name: %s}, spec: {taskRef: {name: hello}}}"
                .formatted(name));
    return new TaskRuns(client, SITE, tasks, () -> UUID.randomUUID().toString())
        .start(run.all().get(0), NAMESPACE)
        .await(PATIENCE);
  }

  @Test
  @DisplayName("has a step killed at once, without SIGTERM, at the step's own timeout")
  void stepTimeout() throws Exception {
    TaskRunEnd end =
        run(
            "step-timeout",
            """
            taskSpec:
              steps:
                - name: one
                  image: bash:1
                  timeout: 1s
                  script: |
                    trap 'echo cleaned up; exit 0' TERM
                    sleep 60 & wait
            """);

    assertThat(end.message()).contains("exceeded the specified timeout limit");
    assertThat(end.logs()).doesNotContain("cleaned up");
  }

  @Test
  @DisplayName("finds bound workspaces by path, and an optional one that is not bound as empty")
  void workspaces() throws Exception {
    client
        .secrets()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("kubeconfig")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToStringData("kubeconfig", "a file")
                .build())
        .create();

    TaskRunEnd end =
        run(
            "workspaces",
            """
            workspaces:
              - {name: source, secret: {secretName: kubeconfig}}
              - {name: scratch, emptyDir: {}}
            taskSpec:
              results: [{name: seen}]
              workspaces:
                - {name: source, optional: true, readOnly: true}
                - {name: destination, optional: true}
                - {name: scratch, mountPath: /scratch}
              steps:
                - name: one
                  image: bash:1
                  env:
                    - {name: PATHS, value: '$(workspaces.source.bound) $(workspaces.destination.bound):$(workspaces.destination.path)'}
                  script: |
                    touch $(workspaces.scratch.path)/written
                    printf '%s %s' "$PATHS" "$(cat $(workspaces.source.path)/kubeconfig)" >$(results.seen.path)
            """);

    assertThat(end.results()).isEqualTo(Map.of("seen", "true false: a file"));
  }

  @Test
  @DisplayName("runs a StepAction with the params of its step, and takes a result from it")
  void stepAction() throws Exception {
    Documents applied =
        Documents.parse(
            """
            kind: StepAction
            metadata: {name: greet}
            spec:
              params: [{name: who}, {name: word, default: hello}]
              results: [{name: said}]
              image: bash:1
              env: [{name: WHO, value: $(params.who)}]
              script: printf '%s %s' $(params.word) "$WHO" >$(step.results.said.path)
            ---
            kind: TaskRun
            metadata: {name: action}
            spec:
              params: [{name: name, value: Ada}]
              taskSpec:
                params: [{name: name}]
                results:
                  - {name: greeting, value: $(steps.one.results.said)}
                steps:
                  - name: one
                    ref: {name: greet}
                    params: [{name: who, value: $(params.name)}]
            """);
    TaskRunEnd end =
        new TaskRuns(client, SITE, applied, () -> UUID.randomUUID().toString())
            .start(applied.ofKind("TaskRun").get(0), NAMESPACE)
            .await(PATIENCE);

    assertThat(end.results()).isEqualTo(Map.of("greeting", "hello Ada"));
  }

  @Test
  @DisplayName("is refused with a field that is not simulated, and no pod is made")
  void refused() {
    assertThatThrownBy(
            () -> start("refused", "taskSpec: {sidecars: [{name: x}], steps: [{image: y}]}"))
        .isInstanceOf(NotRunnable.class)
        .hasMessage("TaskRun refused: not simulated: sidecars");
    assertThat(client.pods().inNamespace(NAMESPACE).withName("refused-pod").get()).isNull();
  }
}
