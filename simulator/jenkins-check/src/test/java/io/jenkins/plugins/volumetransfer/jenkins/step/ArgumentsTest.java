package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: what a Pipeline writes wrongly is refused, and never passed over. */
class ArgumentsTest {
  private static Map<String, Object> checked(Map<String, Object> given) {
    return Arguments.checked(TransferVolumesStep.class, given);
  }

  @Test
  @DisplayName("right arguments pass as they are; choices in any case")
  void right() {
    Map<String, Object> right =
        Map.of(
            "source", Map.of("kubeconfigId", "a", "namespace", "n"),
            "volumes", List.of(Map.of("from", "data", "toPath", "x")),
            "resources", Map.of("rsync", Map.of("requests", Map.of("cpu", "1"))),
            "storageClasses", Map.of("a", "b"),
            "verify", true,
            "delete", "false",
            "retries", 3);

    assertThat(checked(right)).isEqualTo(right);
    assertThat(
            checked(Map.of("topology", "sidecar", "destination", Map.of("endpoint", "node-port"))))
        .isEqualTo(Map.of("topology", "SIDECAR", "destination", Map.of("endpoint", "NODE_PORT")));
  }

  @Test
  @DisplayName("an unknown name is refused with the nearest, at any depth")
  void unknown() {
    assertThatThrownBy(() -> checked(Map.of("verfy", true)))
        .hasMessage("verfy is not a field; did you mean verify?");
    assertThatThrownBy(() -> checked(Map.of("source", Map.of("namespaces", "n"))))
        .hasMessage("source.namespaces is not a field; did you mean namespace?");
    assertThatThrownBy(() -> checked(Map.of("volumes", List.of(Map.of("form", "data")))))
        .hasMessage("volumes[0].form is not a field; did you mean from?");
    assertThatThrownBy(
            () -> checked(Map.of("resources", Map.of("rsync", Map.of("claims", Map.of())))))
        .hasMessageContaining("resources.rsync.claims is not a field; the fields here are");
  }

  @Test
  @DisplayName("what is neither true nor false is refused, and so are an unknown choice and no map")
  void values() {
    assertThatThrownBy(() -> checked(Map.of("verify", "yes")))
        .hasMessage("verify is \"yes\", not true or false");
    assertThatThrownBy(() -> checked(Map.of("topology", "double")))
        .hasMessage("topology is \"double\"; write one of SEPARATE, SINGLE, SIDECAR");
    assertThatThrownBy(() -> checked(Map.of("storageClasses", "gp2=premium")))
        .hasMessage("storageClasses is \"gp2=premium\", not a mapping; write [NAME: 'VALUE']");
    assertThatThrownBy(
            () -> checked(Map.of("resources", Map.of("rsync", Map.of("limits", List.of())))))
        .hasMessageStartingWith("resources.rsync.limits is \"[]\", not a mapping");
  }

  @Test
  @DisplayName("texts and lists of Groovy's own kinds are those of Java")
  void groovy() {
    assertThat(
            checked(
                Map.of(
                    "image",
                    new StringBuilder("x"),
                    "excludes",
                    new LinkedHashSet<>(List.of("*.tmp")),
                    "excludeClaims",
                    new String[] {"cache-*"},
                    "storageClasses",
                    Map.of(1, new StringBuilder("b")))))
        .isEqualTo(
            Map.of(
                "image", "x",
                "excludes", List.of("*.tmp"),
                "excludeClaims", List.of("cache-*"),
                "storageClasses", Map.of("1", "b")));
  }

  @Test
  @DisplayName("a long value is shown in part, and is one line")
  void longValues() {
    assertThatThrownBy(() -> checked(Map.of("retries", "x\n".repeat(10_000))))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\n"));
  }
}
