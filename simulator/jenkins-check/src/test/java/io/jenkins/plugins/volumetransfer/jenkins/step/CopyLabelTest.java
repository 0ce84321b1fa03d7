package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: views of a build's steps say what each copies. */
class CopyLabelTest {
  private static final Map<String, Object> SOURCE =
      Map.of("kubeconfigId", "a", "namespace", "app-3");
  private static final Map<String, Object> DESTINATION = Map.of("namespace", "app-4");

  private static String label(Map<String, Object> arguments) {
    return new TransferVolumesStep.DescriptorImpl().argumentsToString(arguments);
  }

  private static Map<String, Object> copy(String name, Object what) {
    return Map.of("source", SOURCE, "destination", DESTINATION, name, what);
  }

  @Test
  @DisplayName("one claim by its names, several by their number, all of a namespace by its name")
  void says() {
    assertThat(label(copy("volumes", List.of(Map.of("from", "data", "fromPath", "x", "to", "b")))))
        .isEqualTo("app-3/data:x to app-4/b");
    assertThat(
            label(
                copy(
                    "volumes",
                    Stream.of("a", "b", "c", "d", "e").map(each -> Map.of("from", each)).toList())))
        .isEqualTo("app-3: 5 claims to app-4");
    assertThat(label(copy("all", true))).isEqualTo("app-3: all claims to app-4");
    assertThat(
            label(
                copy(
                    "volumes",
                    List.of(Map.of("from", "other/data", "to", "d"), Map.of("from", "data")))))
        .isEqualTo("2 claims to app-4");
    assertThat(label(Map.of("source", SOURCE, "spec", "{volumes: [{from: data, to: b/c}]}")))
        .isEqualTo("app-3/data to b/c");
  }

  @Test
  @DisplayName("a long name is cut; what is wrong, or was not kept by Jenkins, has no label")
  void odd() {
    String name = "n".repeat(200);
    assertThat(label(copy("volumes", List.of(Map.of("from", name))))).hasSize(100);
    assertThat(label(Map.of())).isNull();
    assertThat(label(Map.of("source", "OVERSIZE_VALUE", "volumes", "OVERSIZE_VALUE"))).isNull();
    assertThat(label(copy("spec", "a: ["))).isNull();
    assertThat(label(copy("spec", "text"))).isNull();
    assertThat(label(copy("volumes", List.of(Map.of("from", new Object()))))).isNull();
  }

  @Test
  @DisplayName("a clean-up says whose leavings it deletes, and where")
  void cleanup() {
    CleanupVolumeTransferStep.DescriptorImpl cleanup =
        new CleanupVolumeTransferStep.DescriptorImpl();

    assertThat(cleanup.argumentsToString(Map.of("run", "r1", "namespaces", List.of("a", "b"))))
        .isEqualTo("run r1 in a, b");
    assertThat(cleanup.argumentsToString(Map.of("allNamespaces", true)))
        .isEqualTo("runs whose time is over");
  }
}
