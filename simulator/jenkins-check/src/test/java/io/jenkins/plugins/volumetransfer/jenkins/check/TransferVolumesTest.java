package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the step copies and tells. Method: the real engine, on a cluster with played containers.
 */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class TransferVolumesTest {
  private static final int SPEED = 600;

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

  @Test
  @DisplayName("a copy gives the Pipeline its figures, and leaves nothing behind")
  void copies(TransferCluster cluster) throws Exception {
    jenkins.addKubeconfig("cluster-a", cluster.kubeconfig());
    cluster.claim("app-3/data", "1Gi");
    cluster.claim("app-4/data", "1Gi");
    TestBuild build = new TestBuild("team/copy", directory);

    TestPipeline pipeline =
        TestPipeline.start(Steps.copy("cluster-a", "app-3", "app-4", "data"), build);

    // At once: whatever the clusters take to answer, the run's id is known.
    assertThat(build.log()).matches("(?s)0:00:00 run \\w+: begins, app-3/data to app-4/data\\R.*");
    TestPipeline.End end = pipeline.await();
    assertThat(end.failure()).as(build.log()).isNull();
    assertThat(end.result())
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsKeys("filesTransferred", "durationSeconds");
    assertThat(pipeline.node().getDisplayName()).isEqualTo("app-3/data to app-4/data");
    assertThat(build.log()).contains("app-3/data -> app-4/data", "The transfer succeeded");
    cluster.assertNothingLeft();
  }

  @Test
  @DisplayName("what could not be deleted is named, with the step that deletes it")
  void leftBehind() throws Exception {
    Loop loop = new Loop(SPEED);
    try (LocalCluster cluster =
        LocalCluster.start(directory.resolve("cluster"), new VirtualRuntime(loop), loop)) {
      for (String namespace : List.of("app-3", "app-4")) {
        cluster.createNamespace(namespace);
        cluster.createClaim(namespace, "data");
      }
      cluster
          .faults()
          .inject("delete", "configmaps", new RequestFault.Refuse(403), Integer.MAX_VALUE);
      jenkins.addKubeconfig("cluster-a", cluster.kubeconfig());
      TestBuild build = new TestBuild("team/copy", directory);

      TestPipeline.start(Steps.copy("cluster-a", "app-3", "app-4", "data"), build).await();

      assertThat(build.log())
          .contains("Left behind:")
          .containsPattern(
              "Remove it with: cleanupVolumeTransfer\\(kubeconfigId: 'cluster-a', run: '\\w+',"
                  + " namespaces: \\['app-\\d', 'app-\\d'\\]\\)\\R")
          .doesNotContain("clean up run", "volume-transfer cleanup");
    }
  }
}
