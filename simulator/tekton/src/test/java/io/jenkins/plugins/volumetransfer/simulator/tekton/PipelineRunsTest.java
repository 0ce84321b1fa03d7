package io.jenkins.plugins.volumetransfer.simulator.tekton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.tekton.RunningPipelineRun.Stop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A PipelineRun")
@Tag("integration")
class PipelineRunsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final StepEnvironment SITE =
      new StepEnvironment(image -> image, image -> List.of(), Map.of());
  private static final String PIPELINE =
      """
      kind: PipelineRun
      metadata: {name: work}
      spec:
        params: [{name: seconds, value: "%s"}]
        workspaces: [{name: shared, persistentVolumeClaim: {claimName: shared}}]
        pipelineSpec:
          params: [{name: seconds}]
          workspaces: [{name: shared}]
          tasks:
            - name: one
              params: [{name: seconds, value: $(params.seconds)}]
              workspaces: [{name: place, workspace: shared}]
              taskSpec:
                params: [{name: seconds}]
                workspaces: [{name: place}]
                results: [{name: word}]
                steps:
                  - name: one
                    image: bash:1
                    env: [{name: SECONDS_TO_WORK, value: $(params.seconds)}]
                    script: |
                      trap 'echo told to end; exit 143' TERM
                      touch $(workspaces.place.path)/begun
                      until test -e $(workspaces.place.path)/seen; do sleep 0.05; done
                      sleep "$SECONDS_TO_WORK" & wait $!
                      printf hello >$(results.word.path)
            - name: two
              params: [{name: word, value: $(tasks.one.results.word)}]
              workspaces: [{name: place, workspace: shared}]
              taskSpec:
                params: [{name: word}]
                workspaces: [{name: place}]
                steps:
                  - name: say
                    image: bash:1
                    env: [{name: WORD, value: $(params.word)}]
                    script: printf '%%s' "$WORD" >$(workspaces.place.path)/said
          finally:
            - name: last
              taskSpec: {steps: [{name: last, image: 'bash:1', command: ['true']}]}
      """;

  @Test
  @DisplayName("hands results from task to task, and a claim from workspace to workspace")
  void results(@TempDir Path directory) throws Exception {
    try (LocalCluster cluster = LocalCluster.start(directory.resolve("cluster"));
        KubernetesClient client = client(cluster)) {
      Path shared = cluster.createClaim("default", "shared");

      Files.createFile(shared.resolve("seen"));

      PipelineRunEnd end = start(client, "0").await(PATIENCE);

      assertThat(end.reason()).isEqualTo(PipelineRunEnd.Reason.SUCCEEDED);
      assertThat(end.tasks()).containsOnlyKeys("one", "two", "last");
      assertThat(shared.resolve("said")).hasContent("hello");
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("that is ended runs its finally tasks only if it is asked to")
  @CsvSource({
    "CANCELLED, 60, false, CANCELLED, CANCELLED",
    "CANCELLED_RUN_FINALLY, 60, true, CANCELLED, CANCELLED",
    "STOPPED_RUN_FINALLY, 1, true, SUCCEEDED, CANCELLED",
    "STOPPED_RUN_FINALLY, no-number, true, STEP_FAILED, FAILED"
  })
  void stopped(
      Stop how,
      String seconds,
      boolean last,
      TaskRunEnd.Reason one,
      PipelineRunEnd.Reason all,
      @TempDir Path directory)
      throws Exception {
    try (LocalCluster cluster = LocalCluster.start(directory.resolve("cluster"));
        KubernetesClient client = client(cluster)) {
      Path shared = cluster.createClaim("default", "shared");
      RunningPipelineRun run = start(client, seconds);
      await().atMost(PATIENCE).until(() -> shared.resolve("begun").toFile().exists());
      assertThat(assistants(client))
          .as("the affinity assistant holds the claim while the PipelineRun runs")
          .hasSize(1)
          .allMatch(pod -> pod.getMetadata().getName().matches("affinity-assistant-[0-9a-f]{10}-0"))
          .allMatch(
              pod ->
                  pod.getSpec()
                      .getVolumes()
                      .get(0)
                      .getPersistentVolumeClaim()
                      .getClaimName()
                      .equals("shared"));
      assertThat(client.pods().inNamespace("default").withName("work-one-pod").get().getSpec())
          .satisfies(spec -> assertThat(spec.getAffinity().getPodAffinity()).isNotNull());

      run.stop(how);
      Files.createFile(shared.resolve("seen"));

      PipelineRunEnd end = run.await(PATIENCE);
      assertThat(end.reason()).isEqualTo(all);
      assertThat(end.tasks().containsKey("last")).isEqualTo(last);
      assertThat(end.skipped()).contains("two");
      assertThat(end.tasks().get("one").reason()).isEqualTo(one);
      if (one == TaskRunEnd.Reason.CANCELLED) {
        assertThat(end.tasks().get("one").message())
            .isEqualTo(
                "TaskRun \"work-one\" was cancelled. TaskRun cancelled as the PipelineRun it"
                    + " belongs to has been cancelled.");
      }
      await().atMost(PATIENCE).until(() -> assistants(client).isEmpty());
    }
  }

  private static List<Pod> assistants(KubernetesClient client) {
    return client
        .pods()
        .inNamespace("default")
        .withLabel("app.kubernetes.io/component", "affinity-assistant")
        .list()
        .getItems();
  }

  @ParameterizedTest(name = "{0} is missing: {1}")
  @DisplayName("that refers to what is not in its namespace fails, and runs nothing")
  @CsvSource({"Pipeline, COULDNT_GET_PIPELINE", "Task, COULDNT_GET_TASK"})
  void unresolved(String kind, PipelineRunEnd.Reason reason, @TempDir Path directory)
      throws Exception {
    try (LocalCluster cluster = LocalCluster.start(directory.resolve("cluster"));
        KubernetesClient client = client(cluster)) {
      Documents applied =
          Documents.parse(
              """
              kind: Pipeline
              metadata: {name: work, namespace: default}
              spec: {tasks: [{name: one, taskRef: {name: hello}}]}
              ---
              kind: Task
              metadata: {name: hello, namespace: default}
              spec: {steps: [{name: one, image: 'bash:1', command: [echo, hello]}]}
              ---
              kind: PipelineRun
              metadata: {name: work}
              spec: {pipelineRef: {name: work}}
              """
                  .replace(
                      "kind: %s%nmetadata: {name: %s, namespace: default}"
                          .formatted(kind, kind.equals("Task") ? "hello" : "work"),
                      "kind: %s%nmetadata: {name: %s, namespace: other}"
                          .formatted(kind, kind.equals("Task") ? "hello" : "work")));
      TaskRuns taskRuns = new TaskRuns(client, SITE, applied, () -> UUID.randomUUID().toString());

      PipelineRunEnd end =
          new PipelineRuns(taskRuns, applied, () -> UUID.randomUUID().toString())
              .start(applied.ofKind("PipelineRun").get(0), "default")
              .await(PATIENCE);

      assertThat(end.reason()).isEqualTo(reason);
      assertThat(end.tasks()).isEmpty();
      assertThat(client.pods().inAnyNamespace().list().getItems()).isEmpty();
    }
  }

  private static RunningPipelineRun start(KubernetesClient client, String seconds) {
    Documents applied = Documents.parse(PIPELINE.formatted(seconds));
    TaskRuns taskRuns = new TaskRuns(client, SITE, applied, () -> UUID.randomUUID().toString());
    return new PipelineRuns(taskRuns, applied, () -> UUID.randomUUID().toString())
        .start(applied.ofKind("PipelineRun").get(0), "default");
  }

  private static KubernetesClient client(LocalCluster cluster) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
        .build();
  }
}
