package io.jenkins.plugins.volumetransfer.simulator.tekton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final String DECLARED =
      """
      - {name: image, type: string, default: registry.example/tool:1}
      - {name: name.in.dots, default: dotted}
      - {name: options, type: array, default: []}
      - {name: limits, type: object, default: {cpu: "1", memory: 64Mi}}
      """;

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }

  private static Variables params(String given) throws IOException {
    return Params.of("TaskRun x", yaml(DECLARED), yaml(given));
  }

  @Test
  @DisplayName("a string param is put in wherever it stands, by dots, quotes and double quotes")
  void strings() throws IOException {
    Variables params = params("[{name: image, value: other:2}]");

    assertThat(params.in("a $(params.image) b $(params[\"name.in.dots\"]) $(params['image'])"))
        .isEqualTo("a other:2 b dotted other:2");
  }

  @Test
  @DisplayName("what is no variable of Tekton is left for Kubernetes and the shell")
  void others() throws IOException {
    assertThat(params("[]").in("$(HOME) $$(x) $(date --utc) ${y} $(params.unknown)"))
        .isEqualTo("$(HOME) $$(x) $(date --utc) ${y} $(params.unknown)");
  }

  @Test
  @DisplayName("the items of an array take the place of a whole item of a list, also none of them")
  void arrays() throws IOException {
    JsonNode args = yaml("[first, '$(params.options[*])', last]");

    assertThat(params("[{name: options, value: [--a, '--b=c d']}]").in(args))
        .isEqualTo(yaml("[first, --a, '--b=c d', last]"));
    assertThat(params("[]").in(args)).isEqualTo(yaml("[first, last]"));
    assertThat(params("[{name: options, value: [--a, --b]}]").in("$(params.options[1])"))
        .isEqualTo("--b");
  }

  @Test
  @DisplayName("an object param keeps the defaults of the keys that are not given")
  void objects() throws IOException {
    assertThat(
            params("[{name: limits, value: {cpu: '2'}}]")
                .in("$(params.limits.cpu) $(params.limits.memory)"))
        .isEqualTo("2 64Mi");
  }

  @Test
  @DisplayName("a param of another type is refused, and the error says what to write")
  void wrongType() {
    assertThatThrownBy(() -> params("[{name: options, value: --a}]"))
        .isInstanceOf(NotRunnable.class)
        .hasMessage(
            "TaskRun x: param options is declared as array and was given as string; write a value"
                + " of type array");
    assertThatThrownBy(() -> params("[{name: image, value: 3}]"))
        .hasMessageContaining("was given as number");
  }

  @Test
  @DisplayName("a param without a value and a default is missing")
  void missing() {
    assertThatThrownBy(() -> Params.of("TaskRun x", yaml("[{name: from}]"), yaml("[]")))
        .hasMessageContaining("which have no default values: [from]");
  }
}
