package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The scripts")
class ScriptTest {
  @Test
  @DisplayName("in Java are those in the directory")
  void complete() throws IOException {
    Path directory =
        Path.of("src/main/resources").resolve(Script.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Script.values()).map(Script::fileName).toList());
    }
  }

  @Test
  @DisplayName("source only what is there")
  void sourced() {
    for (Script script : Script.values()) {
      script
          .text()
          .lines()
          .filter(line -> line.startsWith("source "))
          .map(line -> line.replaceAll(".*/|\"$", ""))
          .forEach(
              name ->
                  assertThat(Script.values())
                      .as(script.fileName())
                      .extracting(Script::fileName)
                      .contains(name));
    }
  }

  /** The C library makes a copy for each: 9,000 took bash some twenty seconds. */
  @Test
  @DisplayName("have no pattern that says \"up to many times\", which takes long to compile")
  void repetitions() {
    for (Script script : Script.values()) {
      assertThat(script.text()).as(script.fileName()).doesNotContainPattern("\\]\\{\\d*,\\d{3,}}");
    }
  }
}
