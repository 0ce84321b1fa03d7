package io.jenkins.plugins.volumetransfer.cli.tekton;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: scripts in YAML are held to what all scripts here are. Method: shellcheck reads them. */
class StepScriptsTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("shellcheck finds nothing in the scripts of steps")
  void clean() throws Exception {
    int scripts = 0;
    for (CatalogDocument document : CatalogDocument.all()) {
      for (JsonNode script : document.root().findValues("script")) {
        assertThat(shellcheck(script.asText())).as(document.toString()).isEmpty();
        scripts++;
      }
    }
    assertThat(scripts).isPositive();
  }

  @Test
  @DisplayName("a careless script is not clean")
  void careless() throws Exception {
    assertThat(shellcheck("#!/bin/bash\nrm $FILES\n")).contains("SC2086");
  }

  private String shellcheck(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("script"), script);
    Process process =
        new ProcessBuilder(List.of("shellcheck", file.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
