package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.pipeline.Build;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Jenkinsfile of this repository, run. What builds, tests and simulates for minutes is noted
 * and not run, but leaves the files that it would; all else is real, the copy in its last stage
 * too.
 */
@Tag("integration")
class JenkinsfileTest {

  private static final Path JENKINSFILE = Path.of("..", "..", "Jenkinsfile");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path directory;

  @Test
  @DisplayName(
      "tests, simulates, packages, copies the claims that it was told to, and archives all of it")
  void whole() throws Exception {
    Recorded shell = Recorded.of(JenkinsfileTest::takesMinutes, JenkinsfileTest::leave);
    try (Data data = Data.of(directory.resolve("cluster"));
        Controller controller = new Controller(Map.of("local", data), shell);
        Build build =
            controller.build(
                directory.resolve("build"),
                Files.readString(JENKINSFILE),
                Map.of("COPY", true, "KUBECONFIG_ID", "local"))) {
      assertThat(build.awaitEnd(LIMIT)).as(build.log()).isEqualTo(Result.SUCCESS);

      assertThat(shell.noted())
          .containsExactly(
              "bin/test",
              "\"$VOLUME_TRANSFER\" simulate --explore --html explored.html",
              "\"$VOLUME_TRANSFER\" simulate --html scenarios.html");
      assertThat(build.archive())
          .isDirectoryContaining("glob:**/explored.html")
          .isDirectoryContaining("glob:**/scenarios.html")
          .isDirectoryContaining("glob:**/volume-transfer.tar.gz");
      data.assertCopied("postgresql", data, "postgresql");
      assertThat(build.description().orElseThrow()).matches("\\d+ files, \\d+ bytes");
      data.assertNothingLeft();
    }
  }

  @Test
  @DisplayName("without parameters nothing is copied, and a failed test makes the build unstable")
  void testsOnly() throws Exception {
    Recorded shell =
        Recorded.of(
            JenkinsfileTest::takesMinutes,
            (script, workspace) -> {
              leave(script, workspace);
              report(workspace, "<testcase name='x'><failure/></testcase>");
            });
    try (Controller controller = new Controller(Map.of(), shell);
        Build build =
            controller.build(directory.resolve("build"), Files.readString(JENKINSFILE), Map.of())) {
      assertThat(build.awaitEnd(LIMIT)).as(build.log()).isEqualTo(Result.UNSTABLE);
      assertThat(build.log()).contains("Stage \"Copy\" skipped due to when conditional");
    }
  }

  private static boolean takesMinutes(String script) {
    return script.equals("bin/test") || script.contains(" simulate ");
  }

  private static void leave(String script, Path workspace) throws IOException {
    if (script.equals("bin/test")) {
      report(workspace, "<testcase name='x'/>");
      Path command = workspace.resolve("src/cli/target/volume-transfer/bin/volume-transfer");
      Files.createDirectories(command.getParent());
      Files.writeString(command, "the command");
    } else {
      Files.writeString(workspace.resolve(script.replaceFirst(".* ", "")), "<html></html>");
    }
  }

  private static void report(Path workspace, String testcase) throws IOException {
    Path reports = Files.createDirectories(workspace.resolve("src/core/target/surefire-reports"));
    Files.writeString(reports.resolve("TEST-any.xml"), "<testsuite>" + testcase + "</testsuite>");
  }
}
