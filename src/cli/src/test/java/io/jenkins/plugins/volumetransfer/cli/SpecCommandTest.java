package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: editors know what the reader takes. Method: a validator with the schema that is printed.
 */
@DisplayName("volume-transfer spec")
class SpecCommandTest {
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  private final Typed typed = Typed.without();

  static Stream<String> examples() throws IOException {
    return Stream.concat(
        YAML.matcher(Files.readString(Path.of("../../docs/spec.md")))
            .results()
            .map(MatchResult::group)
            .map(block -> block.replaceAll("```(yaml)?", "")),
        Stream.of(
            """
            source: {context: old, namespace: a}
            destination: {inCluster: true, endpoint: NODE_PORT, address: h}
            all: true
            excludeClaims: [cache-*]
            create: true
            storageClasses: {gp2: premium}
            delete: false
            retries: 0
            timeoutSeconds: 60
            """));
  }

  @ParameterizedTest
  @DisplayName("--schema takes the examples of the docs")
  @MethodSource("examples")
  void right(String yaml) {
    assertThat(validated(yaml)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("--schema finds what is no field, or of another type")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retires: 1                              | $: property 'retires' is not defined
          retries: x                              | $.retries: string found, integer expected
          retries: 21                             | $.retries: must have a maximum value of 20
          delete: 'no'                            | $.delete: string found, boolean expected
          topology: DOUBLE                        | $.topology: does not have a value in the enumeration
          excludes: '*.tmp'                       | $.excludes: string found, array expected
          source: {name: a}                       | $.source: property 'name' is not defined
          volumes: [{form: a}]                    | $.volumes[0]: property 'form' is not defined
          storageClasses: {gp2: [a]}              | $.storageClasses.gp2: array found
          resources: {rsync: {limits: {cpu: {}}}} | $.resources.rsync.limits.cpu: object found
          text                                    | $: string found, object expected
          """)
  void wrong(String yaml, String message) {
    assertThat(validated(yaml)).singleElement().asString().startsWith(message);
  }

  @Test
  @DisplayName("without --schema says what it lacks")
  void nothing() {
    assertThat(typed.run("spec")).isEqualTo(2);
    assertThat(typed.err()).contains("--schema");
    assertThat(typed.out()).isEmpty();
  }

  private Set<String> validated(String yaml) {
    assertThat(typed.run("spec", "--schema")).isZero();
    JsonNode tree = SpecReader.tree(yaml);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(typed.out())
        .validate(tree)
        .stream()
        .map(ValidationMessage::toString)
        .collect(Collectors.toSet());
  }
}
