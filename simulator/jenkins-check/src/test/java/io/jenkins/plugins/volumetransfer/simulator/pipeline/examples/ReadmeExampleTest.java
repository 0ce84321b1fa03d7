package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.pipeline.Build;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Result;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's pipeline, run as it stands there. */
@Tag("integration")
class ReadmeExampleTest {

  @TempDir Path directory;

  @Test
  @DisplayName(
      "the README's pipeline copies both claims, with real rsync and stunnel, and leaves nothing")
  void copies() throws Exception {
    try (Data data = Data.of(directory.resolve("cluster"));
        Controller controller = new Controller(Map.of("cluster-a", data), Shell.real());
        Build build =
            controller.build(
                directory.resolve("build"),
                MarkdownExamples.of("README.md").under("In Jenkins"),
                Map.of())) {
      assertThat(build.awaitEnd(Duration.ofMinutes(3))).as(build.log()).isEqualTo(Result.SUCCESS);

      data.assertCopied("postgresql", data, "postgresql");
      data.assertCopied("redis", data, "redis-data");
      data.assertNothingLeft();
    }
  }
}
