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

/** Goal: steps of one build at the same time do not know of each other. */
@Tag("integration")
class ParallelStepsTest {
  private static final String SCRIPT =
      """
      def copy(List volumes) {
        transferVolumes(
            source: [kubeconfigId: 'cluster-a', namespace: 'app-3'],
            destination: [kubeconfigId: 'cluster-a', namespace: "app-${2 + 2}"],
            volumes: volumes)
      }
      def results = [:]
      parallel(
          one: { results.one = copy([[from: 'postgresql']]) },
          two: { results.two = copy([[from: 'redis', to: 'redis-data']]) },
          three: {
            try {
              copy([[from: 'nowhere']])
            } catch (hudson.AbortException e) {
              results.three = e.reason
            }
          })
      echo "different runs: ${results.one.run != results.two.run}"
      echo "files: ${results.one.filesTransferred > 0 && results.two.filesTransferred > 0}"
      echo "third: ${results.three}"
      """;

  @TempDir Path directory;

  @Test
  @DisplayName("two copy, each with its own result, and the third fails and is caught")
  void parallel() throws Exception {
    try (Data data = Data.of(directory.resolve("cluster"));
        Controller controller = new Controller(Map.of("cluster-a", data), Shell.real());
        Build build = controller.build(directory.resolve("build"), SCRIPT, Map.of())) {
      assertThat(build.awaitEnd(Duration.ofMinutes(3))).as(build.log()).isEqualTo(Result.SUCCESS);
      assertThat(build.log())
          .contains("different runs: true", "files: true", "third: CLAIM_MISSING");
      data.assertCopied("postgresql", data, "postgresql");
      data.assertCopied("redis", data, "redis-data");
      data.assertNothingLeft();
    }
  }
}
