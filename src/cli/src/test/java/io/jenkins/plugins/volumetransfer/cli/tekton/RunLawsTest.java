package io.jenkins.plugins.volumetransfer.cli.tekton;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: samples that Tekton takes beside the Tasks. Method: each law, and a change that breaks it.
 */
class RunLawsTest {
  private static final Path SAMPLES =
      CatalogDocument.CATALOG.resolve("task/volume-transfer/0.1/samples");

  static List<CatalogDocument> documents() {
    return CatalogDocument.all().stream()
        .filter(each -> List.of("TaskRun", "Pipeline", "PipelineRun").contains(each.kind()))
        .toList();
  }

  @ParameterizedTest
  @DisplayName("samples and tests use what there is, as it is declared")
  @MethodSource("documents")
  void kept(CatalogDocument document) {
    assertThat(RunLaws.broken(document.root(), CatalogDocument.all())).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("Tasks inside of samples and tests keep the laws of Tasks")
  @MethodSource("documents")
  void inline(CatalogDocument document) {
    for (JsonNode task : document.root().findValues("taskSpec")) {
      assertThat(TaskLaws.brokenInline(task)).isEmpty();
    }
  }

  @ParameterizedTest
  @DisplayName("samples run in namespaces with restricted Pod Security")
  @MethodSource("documents")
  void restricted(CatalogDocument document) {
    if (document.file().getParent().endsWith("samples")) {
      for (JsonNode task : document.root().findValues("taskSpec")) {
        assertThat(TaskLaws.unrestricted(task)).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{3}")
  @DisplayName("each law is broken by a small change of a sample")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one-cluster.yaml  | name: volume-transfer    | name: volume-copy         | there is no Task volume-copy
          one-cluster.yaml  | - name: from             | - name: source            | volume-transfer has no param source
          one-cluster.yaml  | value: 6h                | value: [6h]               | volume-transfer: timeout is no string
          two-clusters.yaml | name: source-kubeconfig  | name: kubeconfig          | volume-transfer has no workspace kubeconfig
          pipeline.yaml     | - scale-down             | - scale                   | transfer runs after scale, which is no task
          pipeline.yaml     | $(params.claim)          | $(params.volume)          | transfer: the Pipeline has no param volume
          pipeline.yaml     | $(tasks.scale-up.status) | $(tasks.scale.status)     | $(tasks.scale...) refers to no task
          pipeline.yaml     | kubectl:v1.34.1          | kubectl                   | image registry.k8s.io/kubectl is not pinned to a full version or a digest
          one-cluster.yaml  | registry.example.org/    | ''                        | image volume-transfer/cli:0.1.0 has no registry, so Docker Hub is asked
          one-cluster.yaml  | - name: cli-image        | - name: retries           | volume-transfer needs the param cli-image
          pipeline.yaml     | - name: wait-unused      | - name: retries           | transfer does not wait until the pods are gone that scale-down ends (wait-unused)
          pipeline.yaml     | - name: namespaces       | - name: context           | volume-transfer-cleanup needs the param namespaces
          """)
  void broken(String sample, String part, String replacement, String problem) throws IOException {
    String text = Files.readString(SAMPLES.resolve(sample));
    assertThat(text).contains(part);

    List<String> problems = new ArrayList<>();
    for (JsonNode changed : CatalogDocument.parse(text.replace(part, replacement))) {
      problems.addAll(RunLaws.broken(changed, CatalogDocument.installed()));
    }

    assertThat(problems).contains(problem);
  }
}
