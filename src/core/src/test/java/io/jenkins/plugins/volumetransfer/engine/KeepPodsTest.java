package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.volumetransfer.spec.Retries;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: pods stay for people to look at, if they asked for that, and none that could write. */
class KeepPodsTest {
  private static final TransferSpec KEEPING =
      RunUnderTest.SPEC
          .withPods(
              SpecReader.read("{volumes: [{from: a/b, to: c/d}], keepPods: ON_FAILURE}").pods())
          .withRetries(new Retries(0, Duration.ZERO));

  @Test
  @DisplayName("a failed transfer leaves the pod in which rsync has ended, and names it")
  void failed() {
    RunUnderTest scene = failed(KEEPING);

    assertThat(scene.told())
        .contains(
            "warning: Pod app-3/vt-run-7f3a-postgresql-source-1 stays, as `keepPods: ON_FAILURE` asks for it");
    assertThat(deletion(scene)).startsWith("delete Pod destination-1, ").doesNotContain("source-1");
    scene.when(done(RequestKind.DELETE_ALL), gone(DESTINATION)).thenPhase(Phase.ENDED);
    assertThat(scene.run().transfer(scene.transfer()).orElseThrow().result().orElseThrow())
        .satisfies(
            result -> {
              assertThat(result.succeeded()).isFalse();
              assertThat(result.leftBehind())
                  .extracting(ObjectRef::kind, ObjectRef::side)
                  .containsExactly(tuple(ObjectRef.Kind.POD, SOURCE));
            });
  }

  @Test
  @DisplayName("its other containers may end later; nothing is done about it then")
  void endsLater() {
    failed(KEEPING)
        .when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 1).ended(Diagnosis.STUNNEL, 0))
        .thenNothing();
  }

  @Test
  @DisplayName("somebody may delete it meanwhile: then nothing is left")
  void deletedMeanwhile() {
    RunUnderTest scene = failed(KEEPING);

    assertThat(scene.cleanedUp().leftBehind()).isEmpty();
  }

  @Test
  @DisplayName("a pod in which rsync still runs is deleted: it might write")
  void running() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING, KEEPING).when(fired(Timer.Kind.NO_PROGRESS));

    assertThat(deletion(scene)).startsWith("delete Pod source-1, Pod destination-1, ");
  }

  @Test
  @DisplayName("before another attempt, and after a success, no pod stays")
  void others() {
    RunUnderTest again = failed(KEEPING.withRetries(new Retries(1, Duration.ZERO)), 12);
    RunUnderTest succeeded =
        RunUnderTest.in(Phase.COPYING, KEEPING)
            .when(podRunning(SOURCE).rsyncSucceeded("postgresql"), logEnded());

    assertThat(deletion(again)).isEqualTo("delete Pod source-1, Pod destination-1");
    assertThat(deletion(succeeded)).startsWith("delete Pod source-1, Pod destination-1, ");
  }

  @Test
  @DisplayName("nothing stays of a dry run, or if nobody asked for it")
  void nobodyAsked() {
    TransferSpec silent = RunUnderTest.withRetries(0);

    for (TransferSpec spec : List.of(silent, KEEPING.asDryRun())) {
      assertThat(deletion(failed(spec))).startsWith("delete Pod source-1, Pod destination-1, ");
    }
  }

  private static RunUnderTest failed(TransferSpec spec) {
    return failed(spec, 1);
  }

  private static RunUnderTest failed(TransferSpec spec, int exitCode) {
    return RunUnderTest.in(Phase.COPYING, spec)
        .when(
            podRunning(SOURCE).ended(Diagnosis.RSYNC, exitCode),
            logEnded(),
            fired(Timer.Kind.SETTLE));
  }

  private static String deletion(RunUnderTest scene) {
    return scene.told().stream().filter(told -> told.startsWith("delete ")).findFirst().orElse("");
  }
}
