package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Goal: pages that keep up with the program. Method: the program is asked what it knows. */
class DocumentationTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path DOCS = ROOT.resolve("docs");
  private static final int WORDS_MAX = 18_000;

  private static final Pattern TEST_RUN =
      Pattern.compile("bin/test(?: -D\\S+)*((?: +[A-Z]\\w+(?:Test|IT))+)");

  @Test
  @DisplayName("docs/cli.md names every command and every option")
  void commands() throws IOException {
    String page = page("cli.md");
    SoftAssertions softly = new SoftAssertions();
    Map<String, CommandLine> commands =
        Program.commandLine(Typed.without().environment(""), List.of()).getSubcommands();
    commands.forEach(
        (name, command) -> {
          softly.assertThat(page).contains("\n## " + name + "\n");
          for (OptionSpec option : command.getCommandSpec().options()) {
            for (String each : option.names()) {
              String shown = option.negatable() ? each.replaceFirst("--", "--[no-]") : each;
              softly.assertThat(page).containsPattern("`" + Pattern.quote(shown) + "[`= ]");
            }
          }
        });
    softly.assertAll();
  }

  @Test
  @DisplayName("docs/cli.md explains every exit code in the words of --help")
  void exitCodes() throws IOException {
    String page = page("cli.md");

    for (ExitStatus status : ExitStatus.values()) {
      assertThat(page).contains("| " + status.code() + " | " + status.meaning() + " |");
    }
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {xxxxxxxxxxxxxxxxxxxxxxxx: 1, volumes: [{from: a/b, to: c/d}]}
          {source: {xxxxxxxxxxxxxxxxxxxxxxxx: 1}, volumes: []}
          {destination: {xxxxxxxxxxxxxxxxxxxxxxxx: 1}, volumes: []}
          {volumes: [{from: a/b, to: c/d, xxxxxxxxxxxxxxxxxxxxxxxx: 1}]}
          {volumes: [{from: a/b, to: c/d}], resources: {xxxxxxxxxxxxxxxxxxxxxxxx: 1}}
          """)
  @DisplayName("docs/spec.md has a row for every field that the reader knows")
  void fields(String yaml) throws IOException {
    SpecException refusal = catchThrowableOfType(SpecException.class, () -> SpecReader.read(yaml));
    String list = "is not a field; the fields here are ";
    assertThat(refusal).hasMessageContaining(list);
    String known =
        refusal.getMessage().substring(refusal.getMessage().indexOf(list) + list.length());

    String page = page("spec.md");
    assertThat(List.of(known.split(", ")))
        .isNotEmpty()
        .allSatisfy(field -> assertThat(page).contains("\n| `" + field + "` | "));
  }

  @Test
  @DisplayName("the examples of docs/spec.md are valid")
  void examples() throws IOException {
    String page = page("spec.md");
    int from = page.indexOf("```yaml\n") + 8;

    assertThat(SpecReader.read(page.substring(from, page.indexOf("```", from))).volumes())
        .hasSize(2);
  }

  @Test
  @DisplayName("docs/json.md names every event and every field of them")
  void json(@TempDir Path directory) throws IOException {
    Typed typed = Typed.into(new FakeCluster().endsWith("b", 11));
    typed.run(
        "transfer",
        "--from=a/b",
        "--to=c/b",
        "--from=a/e",
        "--to=c/e",
        "--output=json",
        "--report-html=" + directory.resolve("report.html"));

    String page = page("json.md");
    for (JsonNode event : JsonLines.read(typed.out())) {
      assertThat(page).contains("\n| `" + event.path("event").asText() + "` | ");
      named(event, page);
    }
  }

  private static void named(JsonNode node, String page) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      assertThat(page).contains("`" + names.next() + "`");
    }
    node.forEach(child -> named(child, page));
  }

  @Test
  @DisplayName("who reads all pages reads 18,000 words at most")
  void words() throws IOException {
    long words = 0;
    for (Path page : pages(List.of(ROOT))) {
      words += new StringTokenizer(Files.readString(page)).countTokens();
    }
    assertThat(words).isBetween(WORDS_MAX / 2L, (long) WORDS_MAX);
  }

  @Test
  @DisplayName("each test that a page says to run is there")
  void tests() throws IOException {
    List<Path> modules = new ArrayList<>(files(ROOT.resolve("src"), 1));
    modules.addAll(files(ROOT.resolve("simulator"), 1));
    Set<String> there = new TreeSet<>();
    for (Path module : modules) {
      for (Path file : files(module.resolve("src/test/java"), Integer.MAX_VALUE)) {
        if (file.toString().endsWith(".java")) {
          there.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    Set<String> named = new TreeSet<>();
    modules.add(ROOT);
    for (Path page : pages(modules)) {
      TEST_RUN
          .matcher(Files.readString(page))
          .results()
          .forEach(run -> named.addAll(List.of(run.group(1).strip().split(" +"))));
    }

    assertThat(named).hasSizeGreaterThan(10).isSubsetOf(there);
  }

  /** Those at the top of these, and all in docs. */
  private static List<Path> pages(List<Path> folders) throws IOException {
    List<Path> pages = new ArrayList<>(files(DOCS, Integer.MAX_VALUE));
    for (Path folder : folders) {
      pages.addAll(files(folder, 1));
    }
    pages.removeIf(file -> !file.toString().endsWith(".md"));
    return pages;
  }

  private static List<Path> files(Path folder, int depth) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.toList();
    }
  }

  private static String page(String name) throws IOException {
    return Files.readString(DOCS.resolve(name));
  }
}
