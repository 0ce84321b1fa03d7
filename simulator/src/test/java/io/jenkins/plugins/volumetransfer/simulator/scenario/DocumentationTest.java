package io.jenkins.plugins.volumetransfer.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/scenarios.md")
class DocumentationTest {
  private final String page = Files.readString(Path.of("../docs/scenarios.md"));

  DocumentationTest() throws IOException {}

  @Test
  @DisplayName("shows a scenario of the catalogue as it is")
  void example() {
    String fence = "```yaml\n";
    int begin = page.indexOf(fence) + fence.length();
    String example = page.substring(begin, page.indexOf("```", begin));
    List<Scenario> shown =
        Catalogue.of("topologies: [SEPARATE, SINGLE]\nscenarios:\n" + example).scenarios();

    assertThat(shown).hasSize(1);
    assertThat(Catalogue.own().scenarios()).containsAll(shown);
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
