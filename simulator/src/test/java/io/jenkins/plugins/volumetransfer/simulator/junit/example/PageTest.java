package io.jenkins.plugins.volumetransfer.simulator.junit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: docs/testing-your-pipeline.md shows what runs. */
class PageTest {
  private static final Path PAGE = Path.of("../docs/testing-your-pipeline.md");
  private static final Path EXAMPLE =
      Path.of(
          "src/test/java",
          PageTest.class.getPackageName().replace('.', '/'),
          "NightlyCopyTest.java");

  @Test
  @DisplayName("the code on the page is the code of the example, which runs as a test")
  void code() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("```java\n") + "```java\n".length();

    String shown = page.substring(from, page.indexOf("```", from));
    assertThat(Files.readString(EXAMPLE)).endsWith(shown);
    assertThat(shown).contains("@PlayScenario");
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
