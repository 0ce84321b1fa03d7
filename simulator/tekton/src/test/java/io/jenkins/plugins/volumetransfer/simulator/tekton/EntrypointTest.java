package io.jenkins.plugins.volumetransfer.simulator.tekton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: the entry point tells the end of a command as Tekton's own does, which is written in Go.
 */
@Tag("integration")
class EntrypointTest {
  private static final int SECONDS_MAX = 30;

  private final Map<String, String> environment = new HashMap<>();
  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve(Entrypoint.FILE), Entrypoint.script());
  }

  private int run(String onError, String... command) throws Exception {
    return run(onError, List.of(), command);
  }

  private int run(String onError, List<String> more, String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of("bash", Entrypoint.FILE));
    words.addAll(List.of("--post-file", "post", "--exit-code-file", "code"));
    words.addAll(List.of("--termination-file", "told", "--on-error", onError));
    words.addAll(more);
    words.addAll(List.of("--results", "big", "--results-directory", directory.toString(), "--"));
    words.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          too late, and who kills it lingers  ^ builtin kill "$@"; [[ ${2:-} != KILL ]] || command sleep 2 ^ 20  ^ 1 ^ true
          done with 0 when SIGKILL would come ^ [[ ${2:-} == KILL ]] || builtin kill "$@"                  ^ 0.5 ^ 0 ^ false
          """)
  @DisplayName("a command that ends when its time is over has ended well or is too late, as in Go")
  void timeoutRace(String what, String kill, String seconds, int code, boolean late)
      throws Exception {
    // Bash takes functions out of the environment: this one stands for its own `kill`.
    environment.put("BASH_FUNC_kill%%", "() { " + kill + "; }");

    assertThat(run("stopAndFail", List.of("--timeout-seconds", "0.1"), "sleep", seconds))
        .isEqualTo(code);
    assertThat(text("told").contains("TimeoutExceeded")).isEqualTo(late);
  }

  @Test
  @DisplayName("a command that takes longer than its time is told to be too late")
  void timeout() throws Exception {
    assertThat(run("stopAndFail", List.of("--timeout-seconds", "0.1"), "sleep", "20")).isEqualTo(1);
    assertThat(text("told")).contains("TimeoutExceeded");
  }

  private String text(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "exit 0, 0, 0",
    "exit 7, 7, 7",
    "exit 137, 137, 137",
    "kill -s KILL $$, 255, -1",
    "kill -s TERM $$, 255, -1"
  })
  @DisplayName("a command that a signal has ended has the code 255, or -1 where it is gone on")
  void codes(String script, int stopped, String continued) throws Exception {
    assertThat(run("stopAndFail", "bash", "-c", script)).as(text("log")).isEqualTo(stopped);
    assertThat(run("continue", "bash", "-c", script)).isZero();
    assertThat(text("code")).isEqualTo(continued);
    assertThat(directory.resolve("post")).exists();
  }

  @Test
  @DisplayName("a program that is not there is a failure of 1, whatever onError says")
  void noSuchProgram() throws Exception {
    assertThat(run("continue", "no-such-program")).isEqualTo(1);
    assertThat(directory.resolve("post.err")).exists();
  }

  @Test
  @DisplayName("results that leave no room for what is told besides stay, and the step fails")
  void justTooLarge() throws Exception {
    Files.writeString(directory.resolve("big"), "x".repeat(4040));

    assertThat(run("stopAndFail", "true")).isEqualTo(1);
    assertThat(text("told")).contains("xxx").doesNotContain("StartedAt");
  }
}
