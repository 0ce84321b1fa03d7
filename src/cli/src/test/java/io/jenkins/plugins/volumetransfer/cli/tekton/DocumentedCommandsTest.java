package io.jenkins.plugins.volumetransfer.cli.tekton;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: who types what the pages say has what the samples need. Method: the commands are carried
 * out as kubectl would; TektonSamplesIT runs a sample with what is there then.
 */
class DocumentedCommandsTest {
  private static final Path PAGE = DocumentedCommands.ROOT.resolve("docs/tekton.md");
  private static final String NAMESPACE = "app-4";

  static List<Path> pages() {
    return List.of(
        PAGE,
        CatalogDocument.CATALOG.resolve("task/volume-transfer/0.1/README.md"),
        CatalogDocument.CATALOG.resolve("task/volume-transfer-cleanup/0.1/README.md"),
        CatalogDocument.CATALOG.resolve("stepaction/volume-transfer/0.1/README.md"));
  }

  @ParameterizedTest
  @DisplayName("whatever is applied has a namespace, by the command or by itself, and not two")
  @MethodSource("pages")
  void namespaces(Path page) {
    assertThat(DocumentedCommands.of(page).applied().all())
        .isNotEmpty()
        .extracting(each -> each.at("/metadata/namespace").asText())
        .doesNotContain("");
  }

  @Test
  @DisplayName("the Tasks are in the namespace of the samples, whose runs find no others")
  void whereSamplesAre() {
    assertThat(DocumentedCommands.of(PAGE).applied().ofKind("Task"))
        .extracting(
            each ->
                each.at("/metadata/namespace").asText() + "/" + each.at("/metadata/name").asText())
        .containsExactlyInAnyOrder(
            NAMESPACE + "/volume-transfer", NAMESPACE + "/volume-transfer-cleanup");
    assertThat(CatalogDocument.all())
        .filteredOn(each -> each.file().getParent().endsWith("samples"))
        .filteredOn(each -> !each.kind().startsWith("Role"))
        .isNotEmpty()
        .extracting(each -> each.root().at("/metadata/namespace").asText())
        .containsOnly(NAMESPACE);
  }

  @Test
  @DisplayName("images are built from what is there, under names of a registry, and pushed")
  void images() {
    List<List<String>> podman = DocumentedCommands.of(PAGE).of("podman");
    List<String> built =
        podman.stream()
            .filter(words -> words.get(0).equals("build"))
            .map(words -> DocumentedCommands.option(words, "--tag").orElseThrow())
            .toList();

    assertThat(built).hasSize(2).allSatisfy(image -> assertThat(TaskLaws.unfit(image)).isEmpty());
    assertThat(podman)
        .filteredOn(words -> words.get(0).equals("push"))
        .extracting(words -> words.get(1))
        .isEqualTo(built);
    assertThat(podman)
        .filteredOn(words -> words.get(0).equals("build"))
        .allSatisfy(
            words -> {
              Path context = DocumentedCommands.ROOT.resolve(words.get(words.size() - 1));
              assertThat(context).isDirectory();
              assertThat(
                      DocumentedCommands.option(words, "--file")
                          .map(DocumentedCommands.ROOT::resolve)
                          .orElse(context.resolve("Containerfile")))
                  .exists();
            });
  }

  @Test
  @DisplayName("the images that are built are those that the samples name")
  void sampleImages() {
    List<String> built =
        DocumentedCommands.of(PAGE).of("podman").stream()
            .filter(words -> words.get(0).equals("push"))
            .map(words -> words.get(1))
            .toList();

    assertThat(CatalogDocument.all())
        .filteredOn(each -> each.file().getParent().endsWith("samples"))
        .flatExtracting(each -> each.root().findValues("value"))
        .filteredOn(value -> value.asText().startsWith("registry.example.org/"))
        .isNotEmpty()
        .extracting(value -> value.asText())
        .isSubsetOf(built);
  }
}
