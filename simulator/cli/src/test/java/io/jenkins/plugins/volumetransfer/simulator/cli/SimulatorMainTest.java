package io.jenkins.plugins.volumetransfer.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.Environment;
import io.jenkins.plugins.volumetransfer.cli.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the client's own tests say of its commands, of these two. */
class SimulatorMainTest {
  private final TypedCommand typed = new TypedCommand();

  @ParameterizedTest
  @ValueSource(strings = {"demo", "simulate"})
  @DisplayName("--help goes to stdout, with examples")
  void help(String command) {
    assertThat(typed.run(command, "--help")).isZero();

    assertThat(typed.out()).startsWith("Usage: volume-transfer " + command).contains("Example");
    assertThat(typed.err()).isEmpty();
  }

  @Test
  @DisplayName("the client's commands are there too")
  void both() {
    assertThat(typed.run("--help")).isZero();

    assertThat(typed.out()).contains("\n  transfer ", "\n  demo ", "\n  simulate ");
  }

  @Test
  @DisplayName("completion knows the scenarios, and where a directory is wanted")
  void completion() {
    assertThat(typed.run("completion")).isZero();

    assertThat(typed.out()).contains("stunnel-dies-at-40", "demo --directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "simulate"})
  @DisplayName("README.md names every option")
  void documented(String command) throws Exception {
    String page = Files.readString(Path.of("README.md"));
    Environment environment = Environment.ofProcess();
    Map<String, CommandLine> commands =
        Program.commandLine(environment, SimulatorMain.commands(environment)).getSubcommands();
    SoftAssertions softly = new SoftAssertions();

    softly.assertThat(page).contains("\n## " + command + "\n");
    for (OptionSpec option : commands.get(command).getCommandSpec().options()) {
      for (String each : option.names()) {
        softly.assertThat(page).containsPattern("`" + each + "[` ]");
      }
    }
    softly.assertAll();
  }
}
