package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Goal: who meets the run of another build learns whose it is, and what to do in a Pipeline. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class OtherRunTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("two builds into one claim: the second names the job and build of the first")
  void namesTheBuild(TransferCluster cluster) throws Exception {
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    // The first has its pods, and waits.
    cluster.play("nc-never-answers", 1);
    CountDownLatch waits = new CountDownLatch(1);
    PhaseProbe probe =
        new PhaseProbe(
            (build, phase) -> {
              if (phase == Phase.STARTING_SOURCE) {
                waits.countDown();
              }
            });
    try (TestJenkins jenkins = new TestJenkins(probe)) {
      jenkins.addKubeconfig("cluster-a", cluster.kubeconfig());
      TestBuild first = new TestBuild("team/nightly", directory);
      TestPipeline running =
          TestPipeline.start(Steps.copy("cluster-a", "from", "to", "data"), first);
      assertThat(waits.await(60, TimeUnit.SECONDS)).as(first.log()).isTrue();
      await().atMost(Duration.ofMinutes(1)).until(cluster::hasStruck);

      TestBuild second = new TestBuild("team/by-hand", directory);
      TestPipeline.End end =
          TestPipeline.start(Steps.copy("cluster-a", "from", "to", "data"), second).await();

      assertThat(end.failure())
          .as(second.log())
          .hasMessageStartingWith("OTHER_RUN: data: Pod to/vt-")
          .hasMessageContaining(
              " (team/nightly#1, https://jenkins.example/job/team/job/nightly/1/) still writes to"
                  + " the destination claim; wait for its end or abort it; if nothing runs it any"
                  + " more, remove it by `cleanupVolumeTransfer(kubeconfigId: 'cluster-a', run: '")
          .hasMessageEndingWith(
              "', namespaces: ['from', 'to'])` (and where its source is, if that is not this run's)");
      assertThat(second.log()).doesNotContain("volume-transfer cleanup", "--");
      running.stop(new InterruptedException("the test is over"));
      running.await();
    }
  }
}
