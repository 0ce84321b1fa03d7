package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A question before a copy")
class QuestionsTest {
  @TempDir private Path directory;
  private ShellFunctions functions;

  @BeforeEach
  void source() {
    functions =
        new ShellFunctions(directory, Script.COMPARE)
            .define("rsync() { printf '%s\\n' \"$*\"; printf 'said\\n' >&2; return 12; }")
            .define("exec 7>&1")
            .variable("TUNNEL_HOST", "localhost")
            .variable("TUNNEL_PORT", "1")
            .variable("TUNNEL_TIMEOUT_SECONDS", "9");
  }

  @Test
  @DisplayName("goes through the tunnel; rsync's words go to the log, its code comes back")
  void asked() {
    ShellFunctions.Result result = functions.call("ask", "--list-only", "url");

    assertThat(result.code()).isEqualTo(12);
    assertThat(result.output()).isEqualTo("--port 1 --sockopts=TCP_NODELAY --list-only url\nsaid");
  }

  @Test
  @DisplayName("gets a file anew, or none")
  void fetched() {
    String options = "--port 1 --sockopts=TCP_NODELAY --ignore-times --whole-file --timeout=9 ";
    Path answer = directory.resolve("answer");
    TextFiles.write(answer, "of a former volume");

    assertThat(functions.call("fetch", "v.listing/state", answer).output())
        .startsWith(options + "rsync://root@localhost/v.listing/state " + answer);
    assertThat(answer).exists();
    assertThat(functions.call("fetch_answer", "v.space/v.space", answer).output())
        .startsWith(options + "--max-size=10K rsync://root@localhost/v.space/v.space " + answer);
    assertThat(answer).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"CHECK_SPACE", "REFUSE_EMPTY_SOURCE", "RESTORE_LINKS"})
  @DisplayName("is asked only if the pod is told so, and its code is the result")
  void each(String variable) {
    functions.define(
        "check_room() { echo CHECK_SPACE; return 5; };"
            + " check_deletions() { echo REFUSE_EMPTY_SOURCE; return 5; };"
            + " note_links() { echo RESTORE_LINKS; return 5; }");
    assertThat(functions.call("asks_before_copy").code()).isEqualTo(1);
    assertThat(functions.call("before_copy", "v", "d").code()).isZero();

    functions.variable(variable, "yes");

    assertThat(functions.call("asks_before_copy").code()).isZero();
    ShellFunctions.Result result = functions.call("before_copy", "v", "d");
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.output()).isEqualTo(variable);
  }

  @Test
  @DisplayName("needs its programs and its bound")
  void input() {
    functions.define(
        "require_programs() { echo \"$@\"; }; require_listing_programs() { echo listing; }");
    assertThat(functions.print("require_compare_input")).isEmpty();

    functions.variable("CHECK_SPACE", "yes").variable("VERIFY", "yes");
    functions.variable("SPACE_SECONDS_MAX", "x");

    assertThat(functions.call("require_compare_input").code()).isEqualTo(71);
    functions.variable("SPACE_SECONDS_MAX", 5);
    assertThat(functions.print("require_compare_input"))
        .isEqualTo("numfmt stat timeout\ncomm\nlisting");
  }
}
