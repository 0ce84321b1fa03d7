package io.jenkins.plugins.volumetransfer.docs;

import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: docs/spec.md has the fields of the catalogue. Method: its tables are made from it. */
@DisplayName("docs/spec.md")
class FieldTablesTest {
  @Test
  @DisplayName("tells each field of the whole")
  void whole() throws IOException {
    assertTable(
        "the whole",
        Catalogue.sections().stream().flatMap(each -> each.fields().stream()).toList());
  }

  @ParameterizedTest(name = "tells each field of {0}")
  @CsvSource({
    "source and destination, source destination",
    "volumes, volumes",
    "resources, resources",
    "a container's resources, resources.rsync",
    "pods, source.pods"
  })
  void mappings(String name, String paths) throws IOException {
    Set<SpecField<?>> fields = new LinkedHashSet<>();
    for (String path : paths.split(" ")) {
      fields.addAll(Catalogue.within(path));
    }
    assertTable(name, new ArrayList<>(fields));
  }

  private static void assertTable(String name, List<SpecField<?>> fields) throws IOException {
    new GeneratedPart(
            Path.of("../../docs/spec.md"),
            "<!-- begin: " + name + ", made by FieldTablesTest.java -->\n",
            "<!-- end -->\n")
        .assertIs(
            fields.stream()
                .map(FieldTablesTest::row)
                .collect(
                    Collectors.joining("", "field | type | default | \n---|---|---|---\n", "")));
  }

  private static String row(SpecField<?> field) {
    return "`%s` | %s | %s | %s%s\n"
        .formatted(
            field.name(),
            field.type().accept(new TypeWords()),
            field.fallback().orElse(""),
            field.words(name -> "`" + name + "`"),
            chapter(field.chapter()));
  }

  private static String chapter(String where) {
    if (where.isEmpty()) {
      return "";
    }
    return where.endsWith(".md") ? " [" + where + "](" + where + ")" : " [More](#" + where + ")";
  }
}
