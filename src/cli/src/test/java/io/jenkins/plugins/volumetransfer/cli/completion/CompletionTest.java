package io.jenkins.plugins.volumetransfer.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.volumetransfer.cli.CommandLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Goal: a shell offers what may be typed. Method: real shells with our script. */
@Tag("integration")
class CompletionTest {
  private final CommandLine root = CommandLines.all();

  @TempDir private Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(directory.resolve("transfer.yaml"), "");
    Files.createDirectory(directory.resolve("kept"));
  }

  @Test
  @DisplayName("bash completes commands, and options with their negation")
  void bashOptions() throws Exception {
    assertThat(bash("volume-transfer", "tr")).containsExactly("transfer");
    assertThat(bash("volume-transfer", "transfer", "--no-del")).containsExactly("--no-delete");
    assertThat(bash("volume-transfer", "transfer", "--verif")).containsExactly("--verify");
    assertThat(bash("volume-transfer", "cleanup", "--verif")).isEmpty();
  }

  @Test
  @DisplayName("bash completes values, behind a blank and behind =")
  void bashValues() throws Exception {
    assertThat(bash("volume-transfer", "transfer", "--topology", "si"))
        .containsExactly("single", "sidecar");
    assertThat(bash("volume-transfer", "transfer", "--topology", "=", "sin"))
        .containsExactly("single");
    assertThat(bash("volume-transfer", "transfer", "--topology", "="))
        .containsExactly("separate", "single", "sidecar");
    assertThat(bash("volume-transfer", "completion", "--")).contains("--help");
  }

  @Test
  @DisplayName("bash completes file names where a file is wanted, and nothing where a name is")
  void bashFiles() throws Exception {
    assertThat(bash("volume-transfer", "transfer", "--file", "tra")).isEmpty();
    assertThat(script(Shell.BASH))
        .contains("complete -o default -F _volume_transfer volume-transfer")
        .contains("'transfer --from') compopt +o default")
        .contains("'transfer -f' | 'transfer --file') return ;;");
  }

  @Test
  @DisplayName("zsh takes our script and every option of it")
  void zsh() throws Exception {
    String script = script(Shell.ZSH);

    assertThat(script)
        .contains("'*--topology=[", "(separate single sidecar)'", "*--no-delete[")
        .contains("'*--file=[", ":value:_files'");
    assumeInstalled("zsh");
    assertThat(
            run(
                script,
                "zsh",
                "-f",
                "-c",
                "autoload -Uz compinit && compinit -u -D && source ./script"
                    + " && print $_comps[volume-transfer]"))
        .containsExactly("_volume_transfer");
  }

  @Test
  @DisplayName("fish completes commands, options, their negation, values and files")
  void fish() throws Exception {
    String script = script(Shell.FISH);

    assertThat(script).contains("--long-option no-delete", "--force-files");
    assumeInstalled("fish");
    assertThat(fish(script, "volume-transfer tr")).containsExactly("transfer");
    assertThat(fish(script, "volume-transfer transfer --no-del")).containsExactly("--no-delete");
    assertThat(fish(script, "volume-transfer transfer --topology si"))
        .containsExactlyInAnyOrder("single", "sidecar");
    assertThat(fish(script, "volume-transfer transfer --file tra"))
        .containsExactly("transfer.yaml");
    assertThat(fish(script, "volume-transfer transfer --from tra")).isEmpty();
  }

  private String script(Shell shell) {
    return shell.script(root);
  }

  private List<String> bash(String... words) throws Exception {
    return run(
        script(Shell.BASH)
            + "COMP_WORDS=("
            + String.join(" ", words)
            + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_volume_transfer\n"
            + "printf '%s\\n' \"${COMPREPLY[@]}\"\n",
        "bash",
        "./script");
  }

  /** Without the descriptions. */
  private List<String> fish(String script, String typed) throws Exception {
    return run(script, "fish", "--no-config", "-c", "source ./script; complete -C '" + typed + "'")
        .stream()
        .map(line -> line.replaceFirst("\t.*", ""))
        .toList();
  }

  private List<String> run(String script, String... command) throws Exception {
    Files.writeString(directory.resolve("script"), script);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("HOME", directory.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output.lines().filter(line -> !line.isEmpty()).toList();
  }

  private static void assumeInstalled(String program) {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), program + " is not installed");
  }
}
