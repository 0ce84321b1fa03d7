package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts are written as {@code comm -3} prints them, but for {@code |}, which is its NUL. */
@DisplayName("Of two listings")
class DifferencesTest {
  private static final String FILE = "f 0644 0:0 12 2026-01-02T03:04:05";
  private static final String SHA = "9f86d081884c7d659f86d081884c7d65";

  @TempDir private Path directory;
  private ShellFunctions functions;

  @BeforeEach
  void source() {
    functions = new ShellFunctions(directory, Script.DIFFERENCES);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      value = {
        "f 0644 0:0 1 T|~f 0600 0:0 1 T   => mode 0644 at the source, 0600 at the destination",
        "f 0644 0:0 1 T|~l 0644 0:0 - T   => type f at the source, l at the destination; size 1 at the source, - at the destination",
        "f 0644 0:0 1 T|~f 0644 7:8 1 U   => owner 0:0 at the source, 7:8 at the destination; time T at the source, U at the destination",
        "-> b|~-> c                       => link to b at the source, c at the destination",
        "-> b                             => link to b at the source, none at the destination",
        "~=/./b                           => hard link, first name none at the source, b at the destination",
        "0123456789abcdef0|~8:1           => content 0123456789abcdef at the source, 8:1 at the destination",
        "-> a b; c|~-> d                  => link to a b; c at the source, d at the destination",
      })
  @DisplayName("each that differs in what both sides have is told with both")
  void changed(String facts, String said) {
    List<String> lines =
        differences("yes", facts.replace("~", "\t./x//").replaceAll("(^|\\|)(?!\t)", "$1./x//"));

    assertThat(lines)
        .containsExactly("1 changed, 0 missing, 0 additional, 0 left alone", "x: " + said);
  }

  @Test
  @DisplayName("a content that stands with another name only is no difference of its own")
  void firstName() {
    assertThat(differences("yes", "./x//=/./a|./x//" + SHA))
        .containsExactly(
            "1 changed, 0 missing, 0 additional, 0 left alone",
            "x: hard link, first name a at the source, none at the destination");
  }

  @Test
  @DisplayName("what one side alone has is missing or additional, whatever its facts")
  void alone() {
    String facts = "./a//" + FILE + "|./a//" + SHA + "|\t./b//-> c|\t./b//l 0777 0:0 - T";

    assertThat(differences("yes", facts))
        .containsExactly(
            "0 changed, 1 missing, 1 additional, 0 left alone",
            "a: missing at the destination",
            "b: only at the destination");
    assertThat(differences("no", facts))
        .containsExactly(
            "0 changed, 1 missing, 0 additional, 1 left alone", "a: missing at the destination");
  }

  @Test
  @DisplayName("one that adds attributes to what differs can't have it left alone")
  void falseAttributes() {
    assertThat(differences("no", "./a//" + SHA + "|\t./a//8f|\t./a//" + FILE))
        .first()
        .isEqualTo("1 changed, 0 missing, 0 additional, 0 left alone");
  }

  @Test
  @DisplayName("ten are named and all are counted")
  void many() {
    String facts =
        IntStream.range(0, 2500)
            .mapToObj(i -> "./%04d//".formatted(i) + FILE)
            .collect(Collectors.joining("|"));

    assertThat(differences("yes", facts))
        .hasSize(11)
        .startsWith("0 changed, 2500 missing, 0 additional, 0 left alone")
        .endsWith("0009: missing at the destination");
  }

  @Test
  @DisplayName("nothing differs where there are no facts")
  void equal() {
    assertThat(differences("yes", ""))
        .containsExactly("0 changed, 0 missing, 0 additional, 0 left alone");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      value = {
        "a b       => a b",
        "a\\nb     => $'a\\nb'",
        "\\x1b[2J  => $'\\E[2J'",
        "a[$(x)]   => a[$(x)]",
        "\\xff     => $'\\377'"
      })
  @DisplayName("a name is one line, whatever is in it")
  void printable(String name, String said) {
    String text =
        functions.print(
            "eval", "printable \"$(printf '%b' '" + name.replace("$", "\\044") + "')\"");

    assertThat(text).isEqualTo(said);
  }

  @Test
  @DisplayName("a name that was made to do harm is cut")
  void longName() {
    assertThat(functions.print("printable", "x".repeat(100_000))).hasSize(4096);
  }

  @Test
  @DisplayName("each path is one line, which is then counted and named")
  void lines() {
    String missing = "missing a: missing at the destination";
    TextFiles.write(directory.resolve("facts"), "./a//" + FILE + "\0\t./b//x//y\0");

    assertThat(functions.input(TextFiles.read(directory.resolve("facts"))).print("each_difference"))
        .isEqualTo(missing + "\nchanged b:");
    assertThat(functions.print("difference", "./a", FILE)).isEqualTo(missing);
    assertThat(functions.print("both", "size", "1", ""))
        .isEqualTo(" size 1 at the source, none at the destination;");
    assertThat(functions.input(missing + "\nadditional b: x\n").print("count_and_name", "no"))
        .isEqualTo(
            "0 changed, 1 missing, 0 additional, 1 left alone\na: missing at the destination");
  }

  private List<String> differences(String additional, String facts) {
    Path file = directory.resolve("facts");
    TextFiles.write(file, facts.isEmpty() ? "" : facts.replace('|', '\0') + '\0');
    return functions.print("differences", file, additional).lines().toList();
  }
}
