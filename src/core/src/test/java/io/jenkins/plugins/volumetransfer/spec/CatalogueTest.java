package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: each field is told once, and whole. Method: walk the catalogue. */
@DisplayName("The catalogue of fields")
class CatalogueTest {
  private static final Pattern REFERENCE = Pattern.compile("\\{([^}]*)}");

  @Test
  @DisplayName("has each field of a place once")
  void once() {
    assertThat(Catalogue.values()).extracting(Catalogue.Place::path).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("speaks in whole sentences, and of fields that there are")
  void words() {
    Set<String> paths =
        Catalogue.values().stream().map(Catalogue.Place::path).collect(Collectors.toSet());
    for (SpecField<?> field : all()) {
      assertThat(field.title()).as(field.name()).isNotBlank().doesNotEndWith(".");
      assertThat(field.sentence()).as(field.name()).endsWith(".");
      assertThat(Stream.of(field.sentence(), field.more()))
          .allSatisfy(
              text ->
                  assertThat(REFERENCE.matcher(text).results().map(MatchResult::group))
                      .allMatch(reference -> paths.contains(reference.replaceAll("[{}]", ""))));
    }
  }

  @Test
  @DisplayName("has a default in words for whatever has none in its type, or needs none")
  void defaults() {
    assertThat(Catalogue.values())
        .filteredOn(place -> place.field().fallback().isEmpty())
        .extracting(Catalogue.Place::path)
        .containsExactlyInAnyOrder(
            "source.namespace", "destination.namespace", "destination.address");
  }

  @Test
  @DisplayName("makes a JSON Schema that names each field with its type")
  void schema() {
    JsonNode schema = SpecSchema.schema();
    assertThat(schema.at("/properties/volumes/items/properties/fromPath/type").asText())
        .isEqualTo("string");
    assertThat(schema.at("/properties/retries"))
        .hasToString(
            "{\"type\":\"integer\",\"minimum\":0,\"maximum\":20,\"default\":3,"
                + "\"description\":\"Attempts after the first, where one more can help.\"}");
    for (Catalogue.Place place : Catalogue.values()) {
      String pointer = "/properties/" + String.join("/properties/", place.names());
      assertThat(schema.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  private static List<SpecField<?>> all() {
    return Stream.concat(
            Catalogue.sections().stream().flatMap(each -> each.fields().stream()),
            Catalogue.values().stream().map(Catalogue.Place::field))
        .collect(Collectors.toList());
  }
}
