package io.jenkins.plugins.volumetransfer.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/scenarios.md")
class DocumentationTest {
  private final String page = Files.readString(Path.of("../../docs/scenarios.md"));

  DocumentationTest() throws IOException {}

  @Test
  @DisplayName("shows a scenario of the catalogue as it is")
  void example() throws IOException {
    String fence = "```yaml\n";
    int begin = page.indexOf(fence) + fence.length();
    String example = page.substring(begin, page.indexOf("```", begin));
    List<Scenario> shown = Catalogue.of(head() + example).scenarios();

    assertThat(shown).hasSize(1);
    assertThat(Catalogue.own().scenarios()).containsAll(shown);
  }

  /** What the catalogue says before its first scenario. */
  private static String head() throws IOException {
    try (InputStream file = Catalogue.class.getResourceAsStream("scenarios.yaml")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.substring(0, text.indexOf("  - name:"));
    }
  }

  @Test
  @DisplayName("names all that may strike, and when")
  void words() {
    Stream<String> points =
        Stream.of(When.Point.values()).map(When.Point::words).map("`%s`"::formatted);

    assertThat(page)
        .contains(Stream.of(What.values()).map(What::words).map("`%s`"::formatted).toList());
    assertThat(page).contains(points.toList());
  }
}
