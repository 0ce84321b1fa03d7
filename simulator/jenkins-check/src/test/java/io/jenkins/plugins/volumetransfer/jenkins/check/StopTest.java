package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: an abort deletes what the run made, whenever it comes. Method: a build for each phase,
 * aborted when it comes to that phase; the real engine, on a cluster with played containers.
 */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class StopTest {
  private static final Set<Phase> PHASES =
      EnumSet.of(
          Phase.NOT_STARTED,
          Phase.CHECKING,
          Phase.PREPARING_DESTINATION,
          Phase.STARTING_DESTINATION,
          Phase.STARTING_SOURCE,
          Phase.COPYING,
          Phase.CLEANING);

  @TempDir private Path directory;

  @Test
  @DisplayName("stopped in any phase, the step fails with the cause, and nothing is left")
  void everyPhase(TransferCluster cluster) throws Exception {
    Map<TestBuild, Phase> wanted = new ConcurrentHashMap<>();
    LinkedBlockingQueue<TestBuild> reached = new LinkedBlockingQueue<>();
    PhaseProbe probe =
        new PhaseProbe(
            (build, phase) -> {
              if (wanted.get(build) == phase) {
                reached.add((TestBuild) build);
              }
            });
    try (TestJenkins jenkins = new TestJenkins(probe)) {
      jenkins.addKubeconfig("a", cluster.kubeconfig());
      Map<TestBuild, TestPipeline> pipelines = new LinkedHashMap<>();
      for (Phase phase : PHASES) {
        String claim = "data-" + phase.ordinal();
        cluster.claim("from/" + claim, "1Gi");
        cluster.claim("to/" + claim, "1Gi");
        TestBuild build = new TestBuild("job-" + phase, directory);
        wanted.put(build, phase);
        pipelines.put(build, TestPipeline.start(Steps.copy("a", "from", "to", claim), build));
      }

      Map<TestBuild, InterruptedException> causes = new HashMap<>();
      for (int i = 0; i < PHASES.size(); i++) {
        TestBuild build = reached.poll(60, TimeUnit.SECONDS);
        assertThat(build).as("a build came to its phase").isNotNull();
        // At once: the last phase does not wait until another build has ended.
        causes.put(build, new InterruptedException("aborted by a user"));
        pipelines.get(build).stop(causes.get(build));
      }
      for (TestBuild build : pipelines.keySet()) {
        TestPipeline.End end = pipelines.get(build).await();
        assertThat(end.failure())
            .as(wanted.get(build) + "\n" + build.log())
            .isSameAs(causes.get(build));
        assertThat(build.log()).contains("stopped: all that").doesNotContain("not clean after");
      }
    }
    cluster.assertNothingLeft();
  }
}
