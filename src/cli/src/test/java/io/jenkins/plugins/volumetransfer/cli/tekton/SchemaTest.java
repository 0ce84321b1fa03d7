package io.jenkins.plugins.volumetransfer.cli.tekton;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: no field that Tekton does not know. Method: strict JSON schemas of Tekton's own CRDs, in
 * the directory that {@code TEKTON_SCHEMAS} names, each as KIND-VERSION.json; {@code bin/test} says
 * so when there is none.
 */
@EnabledIfEnvironmentVariable(named = "TEKTON_SCHEMAS", matches = ".+")
class SchemaTest {
  static List<CatalogDocument> documents() {
    return CatalogDocument.all().stream()
        .filter(each -> each.root().path("apiVersion").asText().startsWith("tekton.dev/"))
        .toList();
  }

  @ParameterizedTest
  @DisplayName("every document of Tekton's is valid by the strict schema of its kind")
  @MethodSource("documents")
  void valid(CatalogDocument document) throws IOException {
    assertThat(schema(document).validate(document.root())).isEmpty();
  }

  @Test
  @DisplayName("a field that Tekton does not know is refused")
  void strict() throws IOException {
    CatalogDocument task = CatalogDocument.installed().get(0);
    ObjectNode changed = task.root().deepCopy();
    ((ObjectNode) changed.path("spec")).put("retrys", 1);

    assertThat(schema(task).validate(changed)).isNotEmpty();
  }

  private static JsonSchema schema(CatalogDocument document) throws IOException {
    String version = document.root().path("apiVersion").asText().replaceFirst("^.*/", "");
    Path file =
        Path.of(System.getenv("TEKTON_SCHEMAS"))
            .resolve(document.kind().toLowerCase(Locale.ROOT) + "-" + version + ".json");
    try (InputStream schema = Files.newInputStream(file)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }
  }
}
