package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** A script that waits in {@code transferVolumes} while Jenkins dies, or while it is stopped. */
@Tag("integration")
class DurabilityTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Some seconds of copying. */
  private static final String SCRIPT =
      """
      def before = [started: 'before the restart']
      timeout(time: %d, unit: 'SECONDS') {
        def result = transferVolumes(
            source: [kubeconfigId: 'cluster-a', namespace: 'app-3'],
            destination: [kubeconfigId: 'cluster-a', namespace: 'app-4'],
            volumes: [[from: 'wal']],
            bandwidthLimit: '1M')
        echo "${before.started}: ${result.transfers.size()} transfer, attempts ${result.transfers[0].attempts}"
      }
      """;

  @TempDir Path directory;

  @Test
  @DisplayName(
      "killed in mid-copy and resumed, the script gets the true result; one attempt, nothing left")
  void killed() throws Exception {
    Path builds = directory.resolve("build");
    try (Data data = Data.of(directory.resolve("cluster"));
        Controller controller = new Controller(Map.of("cluster-a", data), Shell.real())) {
      data.addClaim("wal", 6);
      Build first = controller.build(builds, SCRIPT.formatted(600), Map.of());
      awaitRsync(data);
      first.kill();
      controller.restart();

      try (Build second = controller.resume(builds)) {
        assertThat(second.awaitEnd(LIMIT)).as(second.log()).isEqualTo(Result.SUCCESS);
        assertThat(second.log()).contains("before the restart: 1 transfer, attempts 1");
      }
      assertThat(data.listing("app-3", "wal").differences(data.listing("app-4", "wal"))).isEmpty();
      data.assertNothingLeft();
    }
  }

  @Test
  @DisplayName("a timeout around it stops the copy and deletes what was made")
  void timeout() throws Exception {
    try (Data data = Data.of(directory.resolve("cluster"));
        Controller controller = new Controller(Map.of("cluster-a", data), Shell.real())) {
      data.addClaim("wal", 60);
      try (Build build =
          controller.build(directory.resolve("build"), SCRIPT.formatted(3), Map.of())) {
        assertThat(build.awaitEnd(LIMIT)).as(build.log()).isEqualTo(Result.ABORTED);
        assertThat(build.log()).contains("stopped: all that run ", "Timeout has been exceeded");
      }
      data.assertNothingLeft();
    }
  }

  private static void awaitRsync(Data data) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                data.cluster().pods().all().stream()
                    .filter(pod -> pod.name().contains("source"))
                    .anyMatch(
                        pod ->
                            data.cluster()
                                .log(pod.namespace(), pod.name(), "rsync")
                                .contains("%")));
  }
}
