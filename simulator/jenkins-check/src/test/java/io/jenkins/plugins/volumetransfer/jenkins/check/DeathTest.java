package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.jenkins.step.CleanupVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what a dead Jenkins has left in a cluster goes. Method: it dies while a build copies. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class DeathTest {
  private static final Pattern RUN = Pattern.compile("run (\\w+):");

  @TempDir private Path directory;
  private final CountDownLatch copying = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private TestJenkins jenkins;
  private TestBuild build;
  private TestPipeline pipeline;

  @BeforeEach
  void copy(TransferCluster cluster) throws Exception {
    jenkins =
        new TestJenkins(
            new PhaseProbe(
                (any, phase) -> {
                  if (phase == Phase.COPYING) {
                    copying.countDown();
                    // A Jenkins that is about to die gets nothing more done.
                    Uninterruptibles.awaitUninterruptibly(over);
                  }
                }));
    jenkins.addKubeconfig("a", cluster.kubeconfig());
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    build = new TestBuild("job", directory);
    pipeline = TestPipeline.start(Steps.copy("a", "from", "to", "data"), build);
    assertThat(copying.await(60, TimeUnit.SECONDS)).as(build.log()).isTrue();
  }

  @AfterEach
  void stop() {
    over.countDown();
    jenkins.close();
  }

  @Test
  @DisplayName("the step says what it waits for")
  void status() {
    assertThat(pipeline.execution().getStatus()).matches("run \\w+: data: .+");
  }

  @Test
  @DisplayName("an aborted build whose Jenkins dies before all is deleted is not copied any more")
  void aborted(TransferCluster cluster) throws Exception {
    pipeline.stop(new InterruptedException("aborted by a user"));
    jenkins.restart();
    if (!pipeline.isOver()) {
      pipeline.resume();
    }

    assertThat(pipeline.await().failure())
        .as(build.log())
        .isInstanceOfAny(InterruptedException.class, TransferFailedException.class);
    assertThat(build.log()).doesNotContain("The transfer succeeded");
    cluster.assertNothingLeft();
  }

  @Test
  @DisplayName("an abort may come before the step is resumed: all is deleted, nothing copied")
  void abortedFirst(TransferCluster cluster) throws Exception {
    jenkins.restart();
    InterruptedException cause = new InterruptedException("aborted by a user");
    pipeline.load();
    pipeline.stop(cause);
    pipeline.execution().onResume();

    assertThat(pipeline.await().failure()).as(build.log()).isSameAs(cause);
    cluster.assertNothingLeft();
  }

  @Test
  @DisplayName("cleanupVolumeTransfer tells what it would delete, and deletes it")
  void cleanup(TransferCluster cluster) throws Exception {
    jenkins.restart();
    String run = RUN.matcher(build.log()).results().findFirst().orElseThrow().group(1);

    CleanupVolumeTransferStep dry = cleanup(run);
    dry.dryRun = true;
    TestPipeline.End would = TestPipeline.start(dry, new TestBuild("dry", directory)).await();
    TestPipeline.End end =
        TestPipeline.start(cleanup(run), new TestBuild("clean", directory)).await();

    assertThat(would.failure()).isNull();
    assertThat(end.failure()).isNull();
    assertThat(list(would, "left")).isNotEmpty();
    assertThat(list(end, "deleted")).hasSameSizeAs(list(would, "left"));
    assertThat(list(would, "deleted")).isEmpty();
    assertThat(list(end, "left")).isEmpty();
    cluster.assertNothingLeft();
  }

  @Test
  @DisplayName(
      "a clean-up that is aborted before it is resumed ends once, and deletes nothing more")
  void cleanupAborted() throws Exception {
    TestBuild other = new TestBuild("clean", directory);
    TestPipeline again = TestPipeline.start(cleanup("r0"), other);
    jenkins.restart();
    if (!again.isOver()) {
      InterruptedException cause = new InterruptedException("aborted by a user");
      again.load();
      again.stop(cause);
      again.execution().onResume();
      assertThat(again.await().failure()).isSameAs(cause);
    }
  }

  private static List<?> list(TestPipeline.End end, String field) {
    return (List<?>) ((Map<?, ?>) end.result()).get(field);
  }

  private static CleanupVolumeTransferStep cleanup(String run) {
    CleanupVolumeTransferStep step = new CleanupVolumeTransferStep();
    step.kubeconfigId = "a";
    step.namespaces = List.of("from", "to");
    step.run = run;
    return step;
  }
}
