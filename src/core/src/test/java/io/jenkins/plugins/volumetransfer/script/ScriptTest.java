package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The scripts")
class ScriptTest {
  private static final Pattern SOURCE =
      Pattern.compile("(?m)^source \"\\$\\{BASH_SOURCE\\[0]%/\\*}/(.+?)\"");

  @Test
  @DisplayName("in Java are those in the directory")
  void complete() throws IOException {
    Path directory =
        Path.of("src/main/resources").resolve(Script.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).map(directory::relativize).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Script.values()).map(Script::path).toList());
    }
    assertThat(Script.values()).extracting(Script::fileName).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("source only what is there")
  void sourced() {
    List<String> paths = Stream.of(Script.values()).map(Script::path).toList();
    for (Script script : Script.values()) {
      SOURCE
          .matcher(script.text())
          .results()
          .map(found -> Path.of(script.path()).resolveSibling(found.group(1)).normalize())
          .forEach(path -> assertThat(paths).as(script.path()).contains(path.toString()));
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
