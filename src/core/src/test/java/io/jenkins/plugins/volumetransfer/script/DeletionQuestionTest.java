package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Before a copy that deletes")
class DeletionQuestionTest {
  private static final String TOLD = "Deletions stopped due to --max-delete limit (3 skipped)";

  @TempDir private Path directory;
  private Path tree;
  private ShellFunctions functions;

  @BeforeEach
  void source() throws Exception {
    tree = Files.createDirectories(directory.resolve("tree"));
    functions =
        new ShellFunctions(directory, Script.DELETIONS)
            .in(tree)
            .variable("IPC_DIRECTORY", directory)
            .variable("TUNNEL_HOST", "localhost")
            .variable("TUNNEL_PORT", "1");
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "true, '', 0",
    "mkdir lost+found, '', 0",
    "touch a, '', 1",
    "touch a.tmp, --exclude=*.tmp, 0",
    "touch a.tmp b, --exclude=*.tmp, 1",
    "touch a, --filter=protect /a, 1",
    "touch {1..1001}, --exclude=*, 1",
  })
  @DisplayName("it is seen whether the source has anything at its top")
  void nothing(String command, String rule, int code) {
    Container.runShell("cd '" + tree + "' && " + command);

    assertThat(functions.call("has_nothing", tree + "/", "--archive", rule).code()).isEqualTo(code);
  }

  @ParameterizedTest(name = "rsync ends with {0} and says {1}")
  @CsvSource({
    "0, '', 0",
    "0, " + TOLD + ", 80",
    "24, " + TOLD + ", 80",
    "23, " + TOLD + ", 23",
    "12, '', 12"
  })
  @DisplayName("an empty source is refused if something would be deleted: 80")
  void emptySource(int code, String said, int refused) {
    ShellFunctions.Result result =
        functions
            .define("rsync() { printf '%s\\n' '" + said + "' >&2; return " + code + "; }")
            .call("check_deletions", "v", tree + "/", "--archive");

    assertThat(result.code()).as(result.toString()).isEqualTo(refused);
    assertThat(result.output()).isEmpty();
  }

  @Test
  @DisplayName("a source that has something is copied without a question")
  void something() {
    Container.runShell("touch '" + tree + "/a'");

    assertThat(
            functions
                .define("rsync() { return 99; }")
                .call("check_deletions", "v", tree + "/", "--archive")
                .code())
        .isZero();
  }

  @Test
  @DisplayName("errors go on, and the one of the limit is noted")
  void noted() {
    Path file = directory.resolve("noted");
    String errors = "one\n" + TOLD + "\nx " + TOLD + "\nlast without an end";

    assertThat(functions.input(errors).print("note_limit", file)).isEqualTo(errors);
    assertThat(file).hasContent(TOLD);
    functions.input("x " + TOLD).print("note_limit", file);
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"0, 0", "24, 0", "25, 1", "23, 1"})
  @DisplayName("a limit counts where rsync has no other code")
  void hidden(int code, int hidden) {
    Path file = directory.resolve("noted");
    assertThat(functions.call("is_hidden_limit", code, file).code()).isEqualTo(1);
    TextFiles.write(file, TOLD);

    assertThat(functions.call("is_hidden_limit", code, file).code()).isEqualTo(hidden);
  }
}
