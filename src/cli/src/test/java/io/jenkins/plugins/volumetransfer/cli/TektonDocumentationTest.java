package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.cli.tekton.CatalogDocument;
import io.jenkins.plugins.volumetransfer.cli.tekton.DocumentedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Goal: what the pages on Tekton show can be typed. Method: the program reads it. */
class TektonDocumentationTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path PAGE = ROOT.resolve("docs/tekton.md");

  private static final Pattern FILE = Pattern.compile("--filename (\\S+\\.yaml)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  static List<Path> pages() {
    return List.of(
        PAGE,
        CatalogDocument.CATALOG.resolve("README.md"),
        CatalogDocument.CATALOG.resolve("task/volume-transfer/0.1/README.md"),
        CatalogDocument.CATALOG.resolve("task/volume-transfer-cleanup/0.1/README.md"),
        CatalogDocument.CATALOG.resolve("stepaction/volume-transfer/0.1/README.md"));
  }

  @Test
  @DisplayName("the commands of the pages are good ones")
  void commands() {
    List<List<String>> commands =
        pages().stream()
            .flatMap(page -> DocumentedCommands.of(page).of("volume-transfer").stream())
            .toList();

    assertThat(commands)
        .hasSize(3)
        .allSatisfy(
            words -> {
              CommandLine line = Program.commandLine(Typed.without().environment(""), List.of());
              assertThatCode(() -> line.parseArgs(words.toArray(String[]::new)))
                  .doesNotThrowAnyException();
            });
  }

  @ParameterizedTest
  @DisplayName("files that are applied or linked to are there")
  @MethodSource("pages")
  void files(Path page) throws IOException {
    String text = Files.readString(page);

    assertThat(FILE.matcher(text).results().map(MatchResult::group))
        .allSatisfy(found -> assertThat(ROOT.resolve(found.replace("--filename ", ""))).exists());
    assertThat(LINK.matcher(text).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
  }

  @Test
  @DisplayName("the seconds that the page tells are those of the Tasks and the command")
  void seconds() throws Exception {
    String text = Files.readString(PAGE).replaceAll("\\s+", " ");
    long stop = TektonArgumentsTest.stopTimeout().toSeconds();
    long early = OwnTime.SPARE.toSeconds() + stop;

    assertThat(text)
        .contains("gets SIGTERM and cleans up within " + stop + " s")
        .contains(
            "waits up to " + TektonArgumentsTest.cleanupWait().toSeconds() + " s (param `wait`)")
        .contains("the transfer ends " + early + " s before as `DEADLINE`")
        .contains("(of less than " + 2 * early + " s, after half)");
  }

  @Test
  @DisplayName("the TaskRun of docs/tekton.md is samples/one-cluster.yaml")
  void taskRun() throws IOException {
    String text = Files.readString(PAGE);
    int begin = text.indexOf("```yaml\n") + 8;
    JsonNode shown =
        CatalogDocument.parse(text.substring(begin, text.indexOf("```", begin))).get(0);

    assertThat(CatalogDocument.all())
        .filteredOn(each -> each.file().endsWith("samples/one-cluster.yaml"))
        .extracting(CatalogDocument::root)
        .containsExactly(shown);
  }
}
