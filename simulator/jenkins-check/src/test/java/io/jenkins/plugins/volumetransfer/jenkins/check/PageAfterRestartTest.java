package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.Uninterruptibles;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatcher;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatchers;
import io.jenkins.plugins.volumetransfer.jenkins.page.PageWatchers;
import io.jenkins.plugins.volumetransfer.jenkins.page.PhaseSnapshot;
import io.jenkins.plugins.volumetransfer.jenkins.page.ReportSnapshot;
import io.jenkins.plugins.volumetransfer.jenkins.page.RunSnapshot;
import io.jenkins.plugins.volumetransfer.jenkins.page.State;
import io.jenkins.plugins.volumetransfer.jenkins.page.TransferSnapshot;
import io.jenkins.plugins.volumetransfer.jenkins.page.VolumeTransfersAction;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import io.jenkins.plugins.volumetransfer.standin.CredentialStore;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the page and the reports tell all of a run, though Jenkins died in its midst. Method: it
 * dies without a word as soon as a phase has been saved, and another one goes on.
 */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class PageAfterRestartTest {
  private static final int SECONDS_MAX = 60;
  private static final int AWAY_MS = 1_500;

  @TempDir private Path directory;
  private final CountDownLatch reached = new CountDownLatch(1);

  private TestBuild build() {
    return new TestBuild("copy", directory);
  }

  private static RunSnapshot page(TestBuild build) {
    List<RunSnapshot> runs = build.getAction(VolumeTransfersAction.class).getRuns();
    assertThat(runs).as(build.log()).hasSize(1);
    return runs.get(0);
  }

  private JsonNode report(RunSnapshot run) throws Exception {
    Path file = directory.resolve("archive").resolve(run.reports().get(0).path());
    return new ObjectMapper().readTree(file.toFile());
  }

  private TestJenkins jenkins(TransferCluster cluster, Phase phase) throws Exception {
    PhaseProbe probe =
        new PhaseProbe(
            (build, now) -> {
              if (now == phase) {
                reached.countDown();
              }
            });
    TestJenkins jenkins = new TestJenkins(probe, new PageWatchers());
    jenkins.addKubeconfig("a", cluster.kubeconfig());
    return jenkins;
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CHECKING",
        "PREPARING_DESTINATION",
        "STARTING_DESTINATION",
        "STARTING_SOURCE",
        "COPYING",
        "CLEANING"
      })
  @DisplayName(
      "the phases before the restart and after it are one story; twice only what was redone")
  void phases(Phase phase, TransferCluster cluster) throws Exception {
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    TestBuild build = build();
    try (TestJenkins jenkins = jenkins(cluster, phase)) {
      TestPipeline pipeline = TestPipeline.start(Steps.copy("a", "from", "to", "data"), build);
      assertThat(reached.await(SECONDS_MAX, TimeUnit.SECONDS)).as(build.log()).isTrue();
      Awaitility.await().until(() -> pipeline.saved().contains("\"" + phase + "\""));
      jenkins.restart();
      Instant death = Instant.now();
      // The last phase is short: its end may be told before Jenkins is dead.
      boolean interrupted = !pipeline.isOver();
      if (interrupted) {
        Thread.sleep(AWAY_MS);
        pipeline.resume();
      }
      assertThat(pipeline.await().failure()).as(build.log()).isNull();

      RunSnapshot run = page(build);
      assertThat(run.state()).as(build.log()).isEqualTo(State.SUCCEEDED);
      assertThat(run.seconds()).isGreaterThan(interrupted ? AWAY_MS / 1e3 : 0);
      assertThat(run.bytes()).isPositive();
      TransferSnapshot transfer = run.transfers().get(0);
      assertThat(transfer.phases())
          .extracting(PhaseSnapshot::text)
          .satisfies(PageAfterRestartTest::assertOnce)
          .startsWith("queued", "checking the claims")
          .contains(phase.text())
          .anyMatch(text -> text.startsWith("copying"))
          .anyMatch(text -> text.startsWith("cleaning up"));
      assertThat(transfer.claims().get(0).percent()).isEqualTo(100);
      JsonNode report = report(run);
      assertThat(report.path("endpoint").asText()).isEqualTo("CLUSTER_IP");
      assertThat(Instant.parse(report.path("started").asText())).isBefore(death);
      assertThat(report.path("bytes").asLong()).isEqualTo(run.bytes());
      assertThat(pipeline.savedBytes()).as("saved state").isLessThan(8_000);
    }
  }

  /** The run's, in the last line of the summary. */
  private static final Pattern IN_LOG = Pattern.compile(", (\\d+):(\\d\\d):(\\d\\d) \\(run ");

  @ParameterizedTest
  @EnumSource(names = {"CHECKING", "COPYING", "CLEANING"})
  @DisplayName("after a restart log, page, result and report tell one duration, from the beginning")
  void durations(Phase phase, TransferCluster cluster) throws Exception {
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    cluster.play("slow-everything");
    TestBuild build = build();
    try (TestJenkins jenkins = jenkins(cluster, phase)) {
      TestPipeline pipeline = TestPipeline.start(Steps.copy("a", "from", "to", "data"), build);
      assertThat(reached.await(SECONDS_MAX, TimeUnit.SECONDS)).as(build.log()).isTrue();
      jenkins.restart();
      Thread.sleep(AWAY_MS);
      pipeline.load();
      if (phase == Phase.COPYING) {
        dropHistory(pipeline);
      }
      pipeline.execution().onResume();
      Map<?, ?> result = (Map<?, ?>) pipeline.await().result();

      RunSnapshot run = page(build);
      double seconds = run.seconds();
      assertThat(seconds).as(build.log()).isGreaterThan(AWAY_MS / 1e3);
      Offset<Double> same = Offset.offset(1.4);
      assertThat(((Long) result.get("durationSeconds")).doubleValue()).isEqualTo(seconds, same);
      assertThat(report(run).path("durationSeconds").asDouble()).isEqualTo(seconds, same);
      assertThat(seconds(IN_LOG, build.log())).as(build.log()).isEqualTo(seconds, same);
      if (phase == Phase.COPYING) {
        // It was under way all the time, though nobody had saved since when.
        assertThat(report(run).at("/transfers/0/durationSeconds").asDouble())
            .as(build.log())
            .isEqualTo(seconds, same);
      }
      assertThat(build.log())
          .startsWith("0:00:00 run " + run.run() + ": begins, from/data to to/data\n")
          .contains(" run " + run.run() + ": goes on after a restart of Jenkins\n");
    }
  }

  /** The transfer's row in the summary. */
  private static final Pattern ROW =
      Pattern.compile("\ndata +succeeded .* (\\d+):(\\d\\d):(\\d\\d) +[0-9.]+ \\S+ +1\n");

  @ParameterizedTest
  @EnumSource(names = {"COPYING", "CLEANING", "ENDED"})
  @DisplayName("who goes on after a restart says the summary once, with the times of both")
  void summary(Phase phase, TransferCluster cluster) throws Exception {
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    cluster.play("slow-everything");
    TestBuild build = build();
    CountDownLatch dead = new CountDownLatch(1);
    try (TestJenkins jenkins =
        phase == Phase.ENDED ? diesAtEnd(cluster, dead) : jenkins(cluster, phase)) {
      TestPipeline pipeline = TestPipeline.start(Steps.copy("a", "from", "to", "data"), build);
      assertThat(reached.await(SECONDS_MAX, TimeUnit.SECONDS)).as(build.log()).isTrue();
      jenkins.restart();
      dead.countDown();
      int before = build.log().length();
      Thread.sleep(AWAY_MS);
      Instant resumed = Instant.now();
      pipeline.resume();
      Map<?, ?> result = (Map<?, ?>) pipeline.await().result();
      double since = Duration.between(resumed, Instant.now()).toMillis() / 1e3;

      String said = build.log().substring(before);
      assertThat(said)
          .contains("goes on after a restart")
          .containsOnlyOnce("The transfer succeeded");
      RunSnapshot run = page(build);
      Offset<Double> same = Offset.offset(1.4);
      assertThat(seconds(IN_LOG, said))
          .as(build.log())
          .isGreaterThan(AWAY_MS / 1e3)
          .isEqualTo(run.seconds(), same)
          .isEqualTo(((Long) result.get("durationSeconds")).doubleValue(), same);
      assertThat(run.reports())
          .extracting(ReportSnapshot::path)
          .isNotEmpty()
          .doesNotHaveDuplicates();
      assertThat(seconds(ROW, said))
          .as(build.log())
          .isEqualTo(report(run).at("/transfers/0/durationSeconds").asDouble(), same);
      if (phase == Phase.COPYING) {
        assertThat(seconds(ROW, said)).as(build.log()).isGreaterThan(since);
      }
    }
  }

  /** Dies once it has said all, and shown all, before the step ends. */
  private TestJenkins diesAtEnd(TransferCluster cluster, CountDownLatch dead) throws Exception {
    RunWatchers last =
        (build, history) ->
            new RunWatcher() {
              @Override
              public void changed(History now) {
                // Only the end matters.
              }

              @Override
              public void ended(History now) {
                reached.countDown();
                Uninterruptibles.awaitUninterruptibly(dead);
              }
            };
    TestJenkins jenkins = new TestJenkins(new PageWatchers(), last);
    jenkins.addKubeconfig("a", cluster.kubeconfig());
    return jenkins;
  }

  private static double seconds(Pattern pattern, String log) {
    Matcher told = pattern.matcher(log);
    assertThat(told.find()).as(log).isTrue();
    return Integer.parseInt(told.group(2)) * 60.0 + Integer.parseInt(told.group(3));
  }

  /** As 0.1.0 did before it had that field. */
  private static void dropHistory(TestPipeline pipeline) throws Exception {
    Field field = pipeline.execution().getClass().getDeclaredField("history");
    field.setAccessible(true);
    field.set(pipeline.execution(), null);
  }

  /**
   * What was found had to be removed first; where nothing was made yet, nothing was found. Then the
   * new Jenkins began anew.
   */
  private static void assertOnce(List<? extends String> phases) {
    int removing = phases.indexOf(Phase.REMOVING_REMAINS.text());
    int anew = Math.max(removing + 1, phases.lastIndexOf(Phase.CHECKING.text()));
    assertThat(phases.subList(0, anew)).doesNotHaveDuplicates();
    assertThat(phases.subList(anew, phases.size())).doesNotHaveDuplicates();
    if (removing < 0) {
      assertThat(phases.subList(0, anew)).noneMatch(Phase.STARTING_DESTINATION.text()::equals);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("a transfer that had ended is there with its figures, also if no history was saved")
  void ended(boolean history, TransferCluster cluster) throws Exception {
    cluster.claim("from/a", "1Gi");
    cluster.claim("from/b", "1Gi");
    cluster.claim("to/a", "1Gi");
    cluster.claim("to/b", "1Gi");
    TestBuild build = build();
    var step = Steps.copy("a", "from", "to", "a", "b");
    step.maxConcurrent = 1;
    try (TestJenkins jenkins = jenkins(cluster, Phase.ENDED)) {
      TestPipeline pipeline = TestPipeline.start(step, build);
      assertThat(reached.await(SECONDS_MAX, TimeUnit.SECONDS)).as(build.log()).isTrue();
      jenkins.restart();
      pipeline.load();
      if (!history) {
        dropHistory(pipeline);
      }
      pipeline.execution().onResume();
      assertThat(pipeline.await().failure()).as(build.log()).isNull();

      RunSnapshot run = page(build);
      assertThat(report(run).path("transfers"))
          .allSatisfy(each -> assertThat(each.path("bytes").asLong()).isPositive());
      assertThat(run.verdict()).as(build.log()).isEqualTo("2 of 2 transfers succeeded");
      assertThat(run.transfers())
          .extracting(TransferSnapshot::name, TransferSnapshot::state)
          .containsExactly(tuple("a", State.SUCCEEDED), tuple("b", State.SUCCEEDED));
      assertThat(report(run).path("transfers")).hasSize(2);
      assertThat(build.log()).contains("2 transfers succeeded");
    }
  }

  @Test
  @DisplayName("an attempt that failed before the restart keeps its reason")
  void failedAttempt(TransferCluster cluster) throws Exception {
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    cluster.play("stunnel-dies-at-40", 1);
    TestBuild build = build();
    try (TestJenkins jenkins = jenkins(cluster, Phase.BACKING_OFF)) {
      TestPipeline pipeline = TestPipeline.start(Steps.copy("a", "from", "to", "data"), build);
      assertThat(reached.await(SECONDS_MAX, TimeUnit.SECONDS)).as(build.log()).isTrue();
      Awaitility.await().until(() -> pipeline.saved().contains("BACKING_OFF"));
      String reason = page(build).transfers().get(0).reason();
      jenkins.restart();
      pipeline.resume();
      assertThat(pipeline.await().failure()).as(build.log()).isNull();

      RunSnapshot run = page(build);
      assertThat(reason).isNotEmpty();
      assertThat(run.transfers().get(0).attempts()).isEqualTo(2);
      assertThat(run.transfers().get(0).log()).anyMatch(line -> line.contains("failed: " + reason));
      assertThat(report(run).at("/transfers/0/failedAttempts/0/reason").asText())
          .as(build.log())
          .isEqualTo(reason);
    }
  }

  @Test
  @DisplayName("a build that was aborted while Jenkins was away shows that it was stopped")
  void aborted(TransferCluster cluster) throws Exception {
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    TestBuild build = build();
    try (TestJenkins jenkins = jenkins(cluster, Phase.COPYING)) {
      TestPipeline pipeline = TestPipeline.start(Steps.copy("a", "from", "to", "data"), build);
      assertThat(reached.await(SECONDS_MAX, TimeUnit.SECONDS)).as(build.log()).isTrue();
      jenkins.restart();
      pipeline.load();
      pipeline.stop(new InterruptedException("aborted"));
      pipeline.execution().onResume();
      pipeline.await();

      assertThat(page(build).state()).as(build.log()).isEqualTo(State.FAILED);
      assertThat(page(build).transfers().get(0).reason()).isEqualTo("ABORTED");
    }
  }

  @Test
  @DisplayName("a later Jenkins without the credential shows why it could not go on")
  void credentialGone(TransferCluster cluster) throws Exception {
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    TestBuild build = build();
    try (TestJenkins jenkins = jenkins(cluster, Phase.COPYING)) {
      TestPipeline pipeline = TestPipeline.start(Steps.copy("a", "from", "to", "data"), build);
      assertThat(reached.await(SECONDS_MAX, TimeUnit.SECONDS)).as(build.log()).isTrue();
      jenkins.restart();
      CredentialStore.clear();
      pipeline.resume();
      assertThat(pipeline.await().failure()).hasMessageContaining("credential a");

      assertThat(page(build).transfers().get(0).reason()).isEqualTo("NOT_LOGGED_IN");
    }
  }
}
