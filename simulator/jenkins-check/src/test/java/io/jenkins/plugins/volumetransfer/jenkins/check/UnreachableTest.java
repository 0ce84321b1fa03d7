package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a Jenkins that is back before its cluster waits for it, and loses nothing by that. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class UnreachableTest {
  private static final Pattern SERVER = Pattern.compile("http://[0-9.]+:[0-9]+");

  @TempDir private Path directory;
  private final CountDownLatch copying = new CountDownLatch(1);
  private TestJenkins jenkins;
  private TcpFront front;
  private TestBuild build;
  private TestPipeline pipeline;

  @BeforeEach
  void dieInMidCopy(TransferCluster cluster) throws Exception {
    jenkins =
        new TestJenkins(
            new PhaseProbe(
                (any, phase) -> {
                  if (phase == Phase.COPYING) {
                    copying.countDown();
                  }
                }));
    String kubeconfig = Files.readString(cluster.kubeconfig());
    Matcher server = SERVER.matcher(kubeconfig);
    assertThat(server.find()).isTrue();
    front = new TcpFront(URI.create(server.group()));
    jenkins.addKubeconfig("", "a", server.replaceFirst(front.url()));
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    build = new TestBuild("job", directory);
    pipeline = TestPipeline.start(Steps.copy("a", "from", "to", "data"), build);
    assertThat(copying.await(60, TimeUnit.SECONDS)).as(build.log()).isTrue();
    jenkins.restart();
    front.cut();
    pipeline.resume();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> pipeline.execution().getStatus().contains("waits for the cluster"));
  }

  @AfterEach
  void stop() throws Exception {
    jenkins.close();
    front.close();
  }

  @Test
  @DisplayName("when it answers again, the build goes on to its true end")
  void back(TransferCluster cluster) throws Exception {
    front.open();

    assertThat(pipeline.await().failure()).as(build.log()).isNull();
    assertThat(build.log()).containsOnlyOnce("waits for the cluster to answer");
    cluster.assertNothingLeft();
  }

  @Test
  @DisplayName("an abort while it waits ends the step within its 30 seconds, and says what to do")
  void aborted() throws Exception {
    InterruptedException cause = new InterruptedException("aborted by a user");
    pipeline.stop(cause);

    assertThat(pipeline.await().failure()).isSameAs(cause);
    assertThat(build.log()).contains("cleanupVolumeTransfer");
  }
}
