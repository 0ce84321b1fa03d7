package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: builds survive the death of Jenkins, whenever it comes and however often. Method: a build
 * for each phase; when it comes to its phase, Jenkins dies without a word, and a new one resumes
 * all builds that have not ended, from what was saved. So builds are resumed several times.
 */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class RestartTest {
  private static final Set<Phase> PHASES =
      EnumSet.of(
          Phase.NOT_STARTED,
          Phase.CHECKING,
          Phase.PREPARING_DESTINATION,
          Phase.STARTING_DESTINATION,
          Phase.STARTING_SOURCE,
          Phase.COPYING,
          Phase.CLEANING,
          Phase.ENDED);

  @TempDir private Path directory;

  @Test
  @DisplayName("Jenkins dies in each phase: every build ends once, with its true result, and clean")
  void everyPhase(TransferCluster cluster) throws Exception {
    AtomicReference<Phase> wanted = new AtomicReference<>();
    LinkedBlockingQueue<Phase> reached = new LinkedBlockingQueue<>();
    PhaseProbe probe =
        new PhaseProbe(
            (build, phase) -> {
              if (build.getParent().getFullName().equals(phase.name())
                  && wanted.compareAndSet(phase, null)) {
                reached.add(phase);
              }
            });
    Map<TestBuild, TestPipeline> pipelines = new LinkedHashMap<>();
    try (TestJenkins jenkins = new TestJenkins(probe)) {
      jenkins.addKubeconfig("a", cluster.kubeconfig());
      for (Phase phase : PHASES) {
        String claim = "data-" + phase.ordinal();
        cluster.claim("from/" + claim, "1Gi");
        cluster.claim("to/" + claim, "1Gi");
        TestBuild build = new TestBuild(phase.name(), directory);
        wanted.set(phase);
        pipelines.put(build, TestPipeline.start(Steps.copy("a", "from", "to", claim), build));
        if (phase != Phase.NOT_STARTED) {
          assertThat(reached.poll(60, TimeUnit.SECONDS)).as(build.log()).isEqualTo(phase);
        }
        jenkins.restart();
        for (TestPipeline pipeline : pipelines.values()) {
          if (!pipeline.isOver()) {
            pipeline.resume();
          }
        }
      }

      for (Map.Entry<TestBuild, TestPipeline> each : pipelines.entrySet()) {
        TestPipeline.End end = each.getValue().await();
        assertThat(end.failure()).as(each.getKey().log()).isNull();
        // A Jenkins that dies as it deletes the pods takes the log along.
        if (!each.getKey().log().contains("progress is not known")) {
          assertThat(end.result())
              .as(each.getKey().log())
              .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
              .hasEntrySatisfying(
                  "bytesTransferred",
                  bytes -> assertThat((Long) bytes).as(each.getKey().log()).isPositive());
        }
        assertThat(each.getValue().savedBytes()).as("saved state").isLessThan(8_000);
      }
    }
    cluster.assertNothingLeft();
  }
}
