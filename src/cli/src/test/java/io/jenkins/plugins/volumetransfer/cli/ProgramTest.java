package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
  private final Typed typed = Typed.without();

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          transfer --form a/b | Unknown options: '--form', 'a/b'
          transfer --from     | Missing required parameter for option '--from' at index 0 (NAMESPACE/CLAIM[:PATH])
          transfer -x         | Unknown option: '-x'
          transfer --output=x | Invalid value for option '--output': expected one of [TEXT, JSON] (case-insensitive) but was 'x'
          transfer --run-id=1 | Invalid value for option '--run-id': a run id is 1 to 12 lower-case letters, digits or `-`, a letter first: 1
          cleanup -A --in-cluster --context=c | --in-cluster goes with neither --kubeconfig nor --context
          """)
  @DisplayName("bad usage exits with 2, one line, and where to read on")
  void badUsage(String given, String message) {
    assertThat(typed.run(given.split(" "))).isEqualTo(2);

    assertThat(typed.out()).isEmpty();
    assertThat(typed.err().lines()).first().isEqualTo("volume-transfer: " + message);
    assertThat(typed.err().lines()).hasSize(2);
  }

  @Test
  @DisplayName("a command that does not exist is answered with the nearest one")
  void nearest() {
    assertThat(typed.run("trasfer")).isEqualTo(2);

    assertThat(typed.err())
        .isEqualTo(
            "volume-transfer: Unmatched argument at index 0: 'trasfer'\n"
                + "Did you mean: volume-transfer transfer?\n");
  }

  @Test
  @DisplayName("without a command there is a hint, and exit code 2")
  void noCommand() {
    assertThat(typed.run()).isEqualTo(2);

    assertThat(typed.err())
        .isEqualTo("volume-transfer: which command?\nTry `volume-transfer --help`.\n");
  }

  @Test
  @DisplayName("what steers a terminal is shown by its number, and does nothing")
  void steering() {
    assertThat(typed.run("transfer", "--\u001b]0;title\u0007\u202e", "\u009b2J")).isEqualTo(2);

    assertThat(typed.err().lines().findFirst())
        .hasValue(
            "volume-transfer: Unknown options: '--\\u001b]0;title\\u0007\\u202e', '\\u009b2J'");
    assertThat(typed.err()).doesNotContain("\u001b", "\u0007", "\u202e", "\u009b");
  }

  @Test
  @DisplayName("a bad spec exits with 2 and one line")
  void badSpec() {
    assertThat(typed.run("transfer", "--from=a/b", "--to=a/b")).isEqualTo(2);

    assertThat(typed.err())
        .isEqualTo(
            "volume-transfer: --to a/b: source and destination are the same directory or one lies"
                + " in the other (a/b -> a/b); name another claim, namespace, path or cluster\n");
  }

  @Test
  @DisplayName("a stack trace comes with --debug only")
  void debug() {
    typed.run("transfer", "--from=a/b");
    assertThat(typed.err()).doesNotContain("\tat ");

    Typed debugged = Typed.without();
    debugged.run("--debug", "transfer", "--from=a/b");
    assertThat(debugged.err()).contains("\tat ").contains("volume-transfer: --to is missing");
  }

  @Test
  @DisplayName("an error of a cluster exits with 1 and is one line")
  void clusterError() {
    Environment environment = typed.environment("");
    int code =
        Errors.report(
            environment,
            new ClusterException(new Failure(Reason.API_UNREACHABLE, "list: no such host"), null),
            false);

    assertThat(code).isEqualTo(1);
    assertThat(typed.err()).isEqualTo("volume-transfer: API_UNREACHABLE: list: no such host\n");
  }

  @Test
  @DisplayName("a defect of ours is called one")
  void defect() {
    int code = Errors.report(typed.environment(""), new IllegalStateException("oops"), false);

    assertThat(code).isEqualTo(1);
    assertThat(typed.err())
        .isEqualTo(
            "volume-transfer: a defect of volume-transfer itself"
                + " (java.lang.IllegalStateException: oops); please report it, with the output of"
                + " the same command and --debug\n");
  }

  static Stream<Arguments> files() {
    IOException full = new IOException("No space left on device");
    return Stream.of(
        Arguments.of(full, "a file can't be read or written: No space left on device"),
        Arguments.of(new UncheckedIOException(full), "written: No space left on device"),
        Arguments.of(
            new UncheckedIOException("can't start", full), "can't start: No space left on device"),
        Arguments.of(
            new UncheckedIOException("can't run: No space left on device", full),
            "volume-transfer: can't run: No space left on device"),
        Arguments.of(
            new FileSystemException("/x/y", null, "Is a directory"), "/x/y: Is a directory"),
        Arguments.of(new AccessDeniedException("/x"), "/x: Permission denied"),
        Arguments.of(new NoSuchFileException("/x"), "/x: No such file or directory"));
  }

  @ParameterizedTest
  @MethodSource("files")
  @DisplayName("what the system says of a file is no defect of ours, and told in its words")
  void file(Exception error, String words) {
    assertThat(Errors.report(typed.environment(""), error, false)).isEqualTo(1);

    assertThat(typed.err())
        .startsWith("volume-transfer: ")
        .endsWith(words + "\n")
        .doesNotContain("defect", "java.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "transfer ", "plan ", "cleanup ", "spec ", "completion ", "help "})
  @DisplayName("--help goes to stdout, with examples")
  void help(String command) {
    assertThat(typed.run((command + "--help").split(" "))).isEqualTo(0);

    assertThat(typed.out()).startsWith("Usage: volume-transfer " + command).contains("Example");
    assertThat(typed.err()).isEmpty();
  }

  @Test
  @DisplayName("--help tells every exit code")
  void exitCodes() {
    typed.run("--help");

    for (ExitStatus status : ExitStatus.values()) {
      assertThat(typed.out()).contains("  " + status.code() + " ").contains(status.meaning());
    }
  }

  @Test
  @DisplayName("--version tells name and version")
  void version() {
    assertThat(typed.run("--version")).isEqualTo(0);

    assertThat(typed.out()).startsWith("volume-transfer ");
  }

  @Test
  @DisplayName("help is --help, typed as a word")
  void helpAsCommand() {
    Typed asOption = Typed.without();

    assertThat(typed.run("help", "transfer")).isEqualTo(0);
    assertThat(asOption.run("transfer", "--help")).isEqualTo(0);

    assertThat(typed.out()).isEqualTo(asOption.out());
    assertThat(Typed.without().run("help")).isEqualTo(0);
    assertThat(typed.run("help", "transfre")).isEqualTo(2);
    assertThat(typed.err()).contains("there is no command \"transfre\"; there are transfer, ");
  }
}
