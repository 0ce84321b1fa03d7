package io.jenkins.plugins.volumetransfer.cli.tekton;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: what Artifact Hub and `tkn` expect of a catalog, and a README that keeps up. Method:
 * tektoncd/catalog's contract of folders and annotations; {@code -Dgoldens.update=true} writes the
 * lists anew.
 */
class CatalogLayoutTest {
  /** Those that Artifact Hub and the former Tekton Hub know. */
  private static final List<String> CATEGORIES = List.of("Storage", "Kubernetes");

  static List<CatalogDocument> installed() {
    return CatalogDocument.installed();
  }

  @ParameterizedTest
  @DisplayName("the file lies in KIND/NAME/VERSION/NAME.yaml, and says the same version")
  @MethodSource("installed")
  void place(CatalogDocument document) {
    Path place = CatalogDocument.CATALOG.relativize(document.file());

    assertThat(place)
        .isEqualTo(
            Path.of(
                document.kind().toLowerCase(Locale.ROOT),
                document.name(),
                label(document, "app.kubernetes.io/version"),
                document.name() + ".yaml"));
  }

  @ParameterizedTest
  @DisplayName("it has the annotations of the catalog")
  @MethodSource("installed")
  void annotations(CatalogDocument document) {
    assertThat(annotation(document, "pipelines.minVersion")).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(annotation(document, "categories").split(", ")).isSubsetOf(CATEGORIES);
    assertThat(annotation(document, "tags")).isNotBlank();
    assertThat(annotation(document, "displayName")).isNotBlank();
    // What images/cli is built for.
    assertThat(annotation(document, "platforms")).isEqualTo("linux/amd64,linux/arm64");
  }

  @ParameterizedTest
  @DisplayName("the description begins with a summary of one line")
  @MethodSource("installed")
  void summary(CatalogDocument document) {
    List<String> lines = document.spec().path("description").asText().lines().toList();

    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines.get(0)).endsWith(".").hasSizeLessThan(110);
  }

  @ParameterizedTest
  @DisplayName("there are samples")
  @MethodSource("installed")
  void samples(CatalogDocument document) throws IOException {
    try (Stream<Path> samples = Files.list(document.file().resolveSibling("samples"))) {
      assertThat(samples).isNotEmpty().allMatch(file -> file.toString().endsWith(".yaml"));
    }
  }

  @ParameterizedTest
  @DisplayName("the tests are for the namespace that the catalog's CI makes for them, and no other")
  @MethodSource("installed")
  void tests(CatalogDocument document) throws IOException {
    String version = label(document, "app.kubernetes.io/version").replace('.', '-');
    try (Stream<Path> tests = Files.list(document.file().resolveSibling("tests"))) {
      assertThat(Documents.read(tests.toArray(Path[]::new)).all())
          .isNotEmpty()
          .extracting(each -> each.at("/metadata/namespace").asText())
          .containsOnly(document.name() + "-" + version);
    }
  }

  @ParameterizedTest
  @DisplayName("the README lists what the file declares and describes")
  @MethodSource("installed")
  void readme(CatalogDocument document) throws IOException {
    Path readme = document.file().resolveSibling("README.md");
    String text = Files.readString(readme);
    String wanted = text;
    for (String field : List.of("params", "workspaces", "results")) {
      if (document.spec().has(field)) {
        wanted = withSection(wanted, field, list(document.spec().path(field)));
      }
    }
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(readme, wanted);
      text = wanted;
    }
    assertThat(text).isEqualTo(wanted);
  }

  private static String withSection(String text, String field, String list) {
    String title = "## " + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    Matcher section = Pattern.compile("(?s)" + title + "\n\n.*?(?=\n## |\\z)").matcher(text);
    assertThat(section.find()).as(title).isTrue();
    return section.replaceFirst(Matcher.quoteReplacement(title + "\n\n" + list));
  }

  private static String list(JsonNode declarations) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : declarations) {
      assertThat(each.path("description").asText()).as(each.toString()).isNotBlank();
      String type = each.path("type").asText();
      names.add("`" + each.path("name").asText() + "`" + (type.equals("array") ? " (a list)" : ""));
    }
    return String.join(", ", names) + ".\n";
  }

  private static String label(CatalogDocument document, String name) {
    return document.root().path("metadata").path("labels").path(name).asText();
  }

  private static String annotation(CatalogDocument document, String name) {
    return document.root().path("metadata").path("annotations").path("tekton.dev/" + name).asText();
  }
}
