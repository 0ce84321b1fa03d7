package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.jenkins.page.PageWatchers;
import io.jenkins.plugins.volumetransfer.jenkins.page.PhaseSnapshot;
import io.jenkins.plugins.volumetransfer.jenkins.page.ReportSnapshot;
import io.jenkins.plugins.volumetransfer.jenkins.page.RunSnapshot;
import io.jenkins.plugins.volumetransfer.jenkins.page.State;
import io.jenkins.plugins.volumetransfer.jenkins.page.VolumeTransfersAction;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a build's page tells of a real run of the step what its log tells. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class PageOfACopyTest {
  @TempDir private Path directory;

  private RunSnapshot copy(TransferCluster cluster, TestBuild build) throws Exception {
    try (TestJenkins jenkins = new TestJenkins(new PageWatchers())) {
      jenkins.addKubeconfig("a", cluster.kubeconfig());
      TestPipeline.start(Steps.copy("a", "app-3", "app-4", "data"), build).await();
    }
    return build.getAction(VolumeTransfersAction.class).getRuns().get(0);
  }

  @Test
  @DisplayName(
      "a copy that succeeded, with its phases, and reports that the next step of the build finds")
  void succeeded(TransferCluster cluster) throws Exception {
    cluster.claim("app-3/data", "1Gi");
    cluster.claim("app-4/data", "1Gi");
    TestBuild build = new TestBuild("copy", directory);
    RunSnapshot run = copy(cluster, build);
    assertThat(run.state()).as(build.log()).isEqualTo(State.SUCCEEDED);
    assertThat(run.transfers().get(0).claims().get(0).percent()).isEqualTo(100);
    assertThat(run.transfers().get(0).phases())
        .extracting(PhaseSnapshot::text)
        .containsSubsequence("starting the destination pod", "copying", "cleaning up");
    assertThat(run.reports())
        .extracting(ReportSnapshot::path)
        .containsExactly(
            "volume-transfer/" + run.run() + ".json", "volume-transfer/" + run.run() + ".junit.xml")
        .allSatisfy(path -> assertThat(directory.resolve("archive").resolve(path)).exists());
  }

  @Test
  @DisplayName("a copy that failed, with the reason and what to do")
  void failed(TransferCluster cluster) throws Exception {
    cluster.claim("app-4/data", "1Gi");
    TestBuild build = new TestBuild("copy", directory);
    RunSnapshot run = copy(cluster, build);
    assertThat(run.state()).as(build.log()).isEqualTo(State.FAILED);
    assertThat(run.transfers().get(0).reason()).isEqualTo("CLAIM_MISSING");
    assertThat(run.transfers().get(0).message()).contains("app-3");
  }
}
