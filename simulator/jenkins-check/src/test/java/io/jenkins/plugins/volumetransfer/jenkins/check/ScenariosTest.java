package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: whatever goes wrong below it, the step ends, names it, and leaves nothing behind. */
@ExtendWith(TransferClusterExtension.class)
class ScenariosTest {
  @TempDir private Path directory;
  private TestJenkins jenkins;

  @BeforeEach
  void start() {
    jenkins = new TestJenkins();
  }

  @AfterEach
  void stop() {
    jenkins.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("each failure is named, in one line and as its class, with the diagnosis in the log")
  @CsvSource({
    "rsync-fails-with-23-at-40, RSYNC_FAILED",
    "stunnel-never-starts, TUNNEL_NOT_STARTED",
    "stunnel-dies-at-40, TUNNEL_DIED",
    "rsync-container-killed-at-40, RSYNC_KILLED",
    "rsync-container-oom-killed, OOM_KILLED",
    "pod-evicted, EVICTED",
    "pod-deleted, POD_DELETED",
    "volume-full-at-40, NO_SPACE",
  })
  void named(String scenario, String reason, TransferCluster cluster) throws Exception {
    TestBuild build = play(scenario, Integer.MAX_VALUE, cluster);

    TestPipeline.End end = TestPipeline.start(step(0), build).await();

    assertThat(end.failure())
        .as(build.log())
        .isInstanceOfSatisfying(
            TransferFailedException.class,
            failure -> assertThat(failure.getReason()).isEqualTo(reason))
        .hasMessageStartingWith(reason + ": data: ")
        .message()
        .hasLineCount(1);
    assertThat(build.log()).contains("data: " + reason + ": ", "The transfer failed");
    cluster.assertNothingLeft();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("what may pass is tried again, and then succeeds")
  @CsvSource({"stunnel-dies-at-40", "pod-evicted"})
  void again(String scenario, TransferCluster cluster) throws Exception {
    TestBuild build = play(scenario, 1, cluster);

    TestPipeline.End end = TestPipeline.start(step(1), build).await();

    assertThat(end.failure()).as(build.log()).isNull();
    assertThat(build.log()).contains("attempt 1 failed", "The transfer succeeded");
    cluster.assertNothingLeft();
  }

  private TestBuild play(String scenario, int pods, TransferCluster cluster) throws Exception {
    jenkins.addKubeconfig("a", cluster.kubeconfig());
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    cluster.play(scenario, pods);
    return new TestBuild("job", directory);
  }

  private static TransferVolumesStep step(int retries) {
    TransferVolumesStep step = Steps.copy("a", "from", "to", "data");
    step.setRetries(retries);
    step.setRetryDelaySeconds(0);
    return step;
  }
}
