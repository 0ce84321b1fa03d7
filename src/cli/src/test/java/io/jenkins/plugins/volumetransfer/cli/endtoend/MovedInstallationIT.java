package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a start is as quick elsewhere. Method: the JVM is told not to start without its archive.
 */
@DisplayName("An installation that was moved")
class MovedInstallationIT {
  private static final Path INSTALLATION = Path.of("target/volume-transfer").toAbsolutePath();

  @TempDir Path directory;

  @Test
  @DisplayName("uses its archive of classes, and knows relative paths from where it was called")
  void moved() throws Exception {
    assumeTrue(
        Files.exists(INSTALLATION.resolve("lib/volume-transfer.jsa")),
        "skipped: this Java could not make an archive");
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "skipped: there is no /proc here");
    Path moved = directory.resolve("with blanks/elsewhere");
    Files.createDirectories(moved.getParent());
    assertThat(run(Map.of(), "cp", "--archive", INSTALLATION.toString(), moved.toString()))
        .isEmpty();
    Path classes = directory.resolve("classes.log");
    Files.writeString(
        directory.resolve("transfer.yaml"),
        "{source: {namespace: a}, destination: {namespace: b}, volumes: [{from: data}]}");

    String plan =
        run(
            Map.of("JAVA_OPTS", "-Xshare:on -Xlog:class+load=info:file=" + classes),
            moved.resolve("bin/volume-transfer").toString(),
            "plan",
            "-f",
            "transfer.yaml");

    assertThat(plan).contains("kind: \"Pod\"");
    assertThat(Files.readString(classes))
        .containsPattern(
            "io\\.jenkins\\.plugins\\.volumetransfer\\.cli\\.Main source: shared objects file \\(top\\)");
  }

  private String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
