package io.jenkins.plugins.volumetransfer.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goal: docs/guide/test-failures.md shows what runs. */
@Tag("integration")
class PageTest {
  private static final Path PAGE = Path.of("../../docs/guide/test-failures.md");
  private static final Path EXAMPLE = Path.of("src/it/your-pipeline");

  @Test
  @DisplayName("the code on the page is the code of the example, which runs as a test")
  void code() throws IOException {
    String shown = block("java");

    assertThat(Files.readString(EXAMPLE.resolve("src/test/java/example/NightlyCopyTest.java")))
        .endsWith(shown);
    assertThat(shown).contains("@PlayScenario");
  }

  @Test
  @DisplayName("the dependencies on the page are those of the example")
  void dependencies() throws IOException {
    String project = Files.readString(EXAMPLE.resolve("pom.xml"));
    String[] elements = block("xml").split("\n\n");

    assertThat(elements).hasSize(2);
    for (String element : elements) {
      assertThat(compact(project)).contains(compact(element));
    }
  }

  @Test
  @DisplayName("the BOM has this module and those of ours that it brings")
  void bom() throws IOException {
    String own = "<groupId>io.jenkins.plugins</groupId><artifactId>volume-transfer-";
    String module = compact(Files.readString(Path.of("pom.xml")));
    Pattern brought = Pattern.compile("<dependency>(" + own + "[a-z-]+</artifactId>)</dependency>");
    List<String> expected =
        Stream.concat(
                brought.matcher(module).results().map(found -> found.group(1)),
                Stream.of(own + "simulator</artifactId>"))
            .toList();

    assertThat(expected).contains(own + "core</artifactId>");
    assertThat(compact(Files.readString(Path.of("../../bom/pom.xml")))).contains(expected);
  }

  /** The version is put into the example's by the build. */
  private static String compact(String xml) {
    return xml.replaceAll("\\s", "").replace("@project.version@", "0.1.0-SNAPSHOT");
  }

  private static String block(String language) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "```" + language + "\n";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(from, page.indexOf("```", from));
  }

  @Test
  @DisplayName("the page names each scenario that can't be played, and no other as such")
  void obstacles() throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("## What it can't"));

    for (Scenario scenario : Catalogue.own().scenarios()) {
      boolean named = section.contains("`" + scenario.name() + "`");
      assertThat(named)
          .as(scenario.name())
          .isEqualTo(VirtualRuntime.obstacle(scenario).isPresent());
    }
  }
}
