package io.jenkins.plugins.volumetransfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: no message of core speaks to who types commands alone; {@link Advice} has those words.
 * Method: looks at the texts in core's sources.
 */
class AdviceTest {
  private static final Path SOURCES = Path.of("src/main/java");

  /** A command of ours, or an option in a sentence; arguments of rsync stand alone. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "\"[^\"\\n]*(?:volume-transfer (?:check|cleanup|plan|status|transfer)\\b"
              + "|[a-z`(] ?--[a-z])[^\"\\n]*\"");

  @Test
  @DisplayName("messages of core name no command and no option of the command line")
  void noCommands() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  // Read where there is a command line.
                  .filter(file -> !file.endsWith("KubeconfigClusters.java"))
                  .flatMap(AdviceTest::commands))
          .isEmpty();
    }
  }

  @Test
  @DisplayName("the search finds what it is to find")
  void finds() {
    assertThat(commands("x = \"; remove it by `volume-transfer cleanup --run \" + run")).hasSize(1);
    assertThat(commands("x = \"set it (--allow-in-use)\"")).hasSize(1);
    assertThat(commands("add(arguments, \"--archive\")")).isEmpty();
  }

  private static Stream<String> commands(Path file) {
    try {
      return commands(Files.readString(file)).stream()
          .map(text -> file.getFileName() + ": " + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> commands(String source) {
    return COMMAND.matcher(source).results().map(MatchResult::group).toList();
  }
}
