package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: who asks for help gets it, and nothing else happens. Method: no program is there to do
 * more.
 */
@Tag("integration")
class BinScriptsTest {
  private static final Path BIN = Path.of("../../bin");
  private static final List<String> ENOUGH_TO_PRINT =
      List.of("bash", "env", "dirname", "awk", "sed");

  @TempDir private Path programs;

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(BIN)) {
      return files.filter(Files::isExecutable).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  @DisplayName("--help only prints what the script does and how")
  void help(Path script) throws Exception {
    String summary = Files.readAllLines(script).get(1).replaceFirst("^# ", "");

    Process process = run(script, "--help");

    assertThat(process.exitValue()).isZero();
    assertThat(process.inputReader().lines()).startsWith(summary);
  }

  /** The arguments of bin/demo are those of the command that it builds. */
  static List<Path> scriptsThatBuild() throws IOException {
    return scripts().stream().filter(script -> !script.endsWith("demo")).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scriptsThatBuild")
  @DisplayName("an argument that nobody knows is refused, and nothing is installed or built")
  void unknown(Path script) throws Exception {
    assertThat(run(script, "--nonsense").exitValue()).isEqualTo(2);
  }

  private Process run(Path script, String argument) throws IOException, InterruptedException {
    for (String program : ENOUGH_TO_PRINT) {
      Files.copy(
          Path.of("/usr/bin", program),
          programs.resolve(program),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    ProcessBuilder builder = new ProcessBuilder(script.toString(), argument);
    builder.environment().put("PATH", programs.toString());
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process;
  }
}
