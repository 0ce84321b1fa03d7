package io.jenkins.plugins.volumetransfer.cli.tekton;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: Tasks that Tekton takes and that do no harm. Method: each law, and a Task that breaks it.
 */
class TaskLawsTest {
  private static final Path TASK =
      CatalogDocument.CATALOG.resolve("task/volume-transfer/0.1/volume-transfer.yaml");

  static List<CatalogDocument> installed() {
    return CatalogDocument.installed();
  }

  @ParameterizedTest
  @DisplayName("Tasks and StepActions keep all laws")
  @MethodSource("installed")
  void kept(CatalogDocument document) {
    assertThat(TaskLaws.broken(document.spec())).isEmpty();
  }

  @Test
  @DisplayName("there are two Tasks and a StepAction")
  void found() {
    assertThat(installed())
        .extracting(each -> each.kind() + " " + each.name())
        .containsExactlyInAnyOrder(
            "StepAction volume-transfer", "Task volume-transfer", "Task volume-transfer-cleanup");
  }

  @ParameterizedTest(name = "{2}")
  @DisplayName("each law is broken by a small change of the Task")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          - --delete=$(params.delete)      | - --delete=$(params.remove)              | param remove is used and not declared
          - --delete=$(params.delete)      | - --no-delete                            | param delete is declared and not used
          - name: storage-class            | - name: create                           | params: create is declared twice
          $(workspaces.spec.path)          | $(workspaces.file.path)                  | workspace file is used and not declared
          $(results.run.path)              | $(results.id.path)                       | result id is used and not declared
          $(context.taskRun.uid)           | $(tasks.x.status)                        | $(tasks.x.status) is nothing that Tekton replaces here
          image: $(params.cli-image)       | image: x.org/cli                         | image x.org/cli is not pinned to a full version or a digest
          image: $(params.cli-image)       | image: x.org/cli:latest                  | image x.org/cli:latest is not pinned to a full version or a digest
          image: $(params.cli-image)       | image: x.org/cli:1                       | image x.org/cli:1 is not pinned to a full version or a digest
          image: $(params.cli-image)       | image: volume-transfer/cli:0.1.0         | image volume-transfer/cli:0.1.0 has no registry, so Docker Hub is asked
          computeResources:                | resources:                               | a step without resources
          command:                         | timeout: 1h\\n      command:             | a step's timeout kills at once, without time to clean up
          command:                         | script: echo $(params.to)\\n      command: | a param inside a script; pass it by env or args
          runAsNonRoot: true               | runAsNonRoot: false                      | a step is not restricted
          readOnlyRootFilesystem: true     | readOnlyRootFilesystem: false            | a step is not restricted
          description: The same for the destination. | description: ""               | workspaces: destination-kubeconfig has no description
          readOnly: true                   | readOnly: false                          | 3 workspaces are writable
          """)
  void broken(String part, String replacement, String problem) throws IOException {
    String task = Files.readString(TASK);
    assertThat(task).contains(part);

    JsonNode changed =
        CatalogDocument.parse(task.replace(part, replacement.replace("\\n", "\n"))).get(0);

    assertThat(TaskLaws.broken(changed.path("spec"))).anyMatch(line -> line.startsWith(problem));
  }
}
