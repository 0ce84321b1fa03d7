package io.jenkins.plugins.volumetransfer.simulator.tekton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: a step that names a StepAction becomes what Tekton makes of it, or is refused as there. */
class StepsTest {
  private static final Documents APPLIED =
      Documents.parse(
          """
          apiVersion: tekton.dev/v1beta1
          kind: StepAction
          metadata: {name: greet, namespace: builds}
          spec:
            params:
              - {name: who, default: you}
            image: bash:1
            command: [echo]
            args: [$(params.who)]
          """);

  private static List<ObjectNode> steps(String step) {
    ObjectNode task =
        Documents.parse("{kind: Task, steps: [%s]}".formatted(step)).ofKind("Task").get(0);
    return TaskSteps.of("TaskRun t", task, "builds", APPLIED, Variables.NONE);
  }

  @Test
  @DisplayName("its params are put in; its security context is the StepAction's, here none")
  void inlined() {
    ObjectNode step =
        steps(
                "{name: s, ref: {name: greet}, params: [{name: who, value: Ada}],"
                    + " securityContext: {runAsUser: 1}, onError: continue}")
            .get(0);

    assertThat(step.path("args").toString()).isEqualTo("[\"Ada\"]");
    assertThat(step.path("onError").asText()).isEqualTo("continue");
    assertThat(step.has("securityContext") || step.has("ref") || step.has("params")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'params: [{name: whom, value: Ada}]' | extra params passed by Step to StepAction: [whom]
          'image: other:1'                     | image cannot be used with ref
          'env: [{name: A, value: b}]'         | env cannot be used with ref
          """)
  @DisplayName("what Tekton does not admit beside a ref is refused")
  void refused(String field, String why) {
    assertThatThrownBy(() -> steps("{name: s, ref: {name: greet}, " + field + "}"))
        .isInstanceOf(NotRunnable.class)
        .hasMessageContaining(why);
  }
}
