package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: however many builds transfer, one engine with its threads serves them. Method: 200 steps at
 * once, and the names of all threads that are ours while they are under way.
 */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
@Tag("search")
class ManyStepsTest {
  private static final int STEPS = Integer.getInteger("steps", 40);

  /** Waited for; the others go down with Jenkins. */
  private static final int ENDS = STEPS / 4;

  /** One that decides, four that ask clusters, four that read, write and wait. */
  private static final int THREADS_MAX = 9;

  @TempDir private Path directory;

  @Test
  @DisplayName("many steps at once are served by no more threads than a few have")
  void many(TransferCluster cluster) throws Exception {
    try (TestJenkins jenkins = new TestJenkins()) {
      jenkins.addKubeconfig("a", cluster.kubeconfig());
      List<TestPipeline> pipelines = new ArrayList<>();
      Set<String> threads = new TreeSet<>();
      for (int i = 0; i < STEPS; i++) {
        cluster.claim("from/data-" + i, "1Gi");
        cluster.claim("to/data-" + i, "1Gi");
      }
      for (int i = 0; i < STEPS; i++) {
        TestBuild build = new TestBuild("job-" + i, directory);
        pipelines.add(TestPipeline.start(Steps.copy("a", "from", "to", "data-" + i), build));
        threads.addAll(ours());
      }

      for (TestPipeline pipeline : pipelines.subList(0, ENDS)) {
        TestPipeline.End end = pipeline.await();
        threads.addAll(ours());
        assertThat(end.failure()).as(pipeline.build().log()).isNull();
      }
      assertThat(threads).hasSizeBetween(THREADS_MAX - 2, THREADS_MAX);
    }
  }

  private static Set<String> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("volume-transfer"))
        .collect(Collectors.toSet());
  }
}
