package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.begun;
import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.failed;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.stopped;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Goal: a stop ends the run from wherever it is, and takes away all that was made. */
class StopTest {
  private static final String SHARED =
      "NetworkPolicy source, Secret source, ConfigMap source, Service destination, NetworkPolicy"
          + " destination, Secret destination, ConfigMap destination";

  @ParameterizedTest
  @DisplayName("before anything is made, a stop is the end")
  @EnumSource(
      value = Phase.class,
      names = {"NOT_STARTED", "CHECKING"})
  void nothingMade(Phase phase) {
    RunUnderTest scene = RunUnderTest.in(phase);

    scene
        .when(stopped())
        .thenAmongOthers("transfer ended: ABORTED", "run ended: failure", "finish");
    assertThat(scene.told()).noneMatch(action -> action.startsWith("delete"));
  }

  @Test
  @DisplayName("before the first attempt, the destination's objects are deleted")
  void preparing() {
    RunUnderTest scene = RunUnderTest.in(Phase.PREPARING_DESTINATION);

    scene
        .when(stopped())
        .thenAmongOthers("phase CLEANING 0", "delete " + SHARED, "set PODS_GONE to 75 s")
        .when(done(RequestKind.CREATE_DESTINATION))
        .thenNothing()
        .when(done(RequestKind.DELETE_ALL))
        .thenAmongOthers("transfer ended: ABORTED", "finish");
  }

  @ParameterizedTest
  @DisplayName("during an attempt, its pods and all shared objects are deleted")
  @EnumSource(
      value = Phase.class,
      mode = Mode.EXCLUDE,
      names = {
        "NOT_STARTED",
        "CHECKING",
        "PREPARING_DESTINATION",
        "REMOVING_REMAINS",
        "CLEANING",
        "ENDED"
      })
  void duringAnAttempt(Phase phase) {
    RunUnderTest scene = RunUnderTest.in(phase);

    scene
        .when(stopped())
        .thenAmongOthers(
            "attempt 1 failed: ABORTED",
            "phase CLEANING 1",
            "delete Pod source-1, Pod destination-1, " + SHARED,
            "set PODS_GONE to 75 s");
    assertThat(scene.cleanedUp().failure()).contains(Happening.ABORTED);
  }

  @Test
  @DisplayName("a pod whose containers have all ended is dropped once, one that still runs is not")
  void forgetsWhatHasEnded() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(stopped());

    scene
        .when(podRunning(SOURCE))
        .thenNothing()
        .when(podRunning(SOURCE).ended("rsync", 143).ended("stunnel", 143))
        .then("set FORGET to 1 s")
        .when(fired(Timer.Kind.FORGET))
        .then("forget Pod source-1")
        .when(podRunning(SOURCE).ended("rsync", 143).ended("stunnel", 143))
        .thenNothing();
  }

  @ParameterizedTest
  @DisplayName("after a stop nothing is created, whatever comes in late")
  @EnumSource(
      value = Phase.class,
      mode = Mode.EXCLUDE,
      names = {"CLEANING", "ENDED"})
  void nothingCreatedAfterwards(Phase phase) {
    RunUnderTest scene = RunUnderTest.in(phase).when(stopped());

    scene.when(
        begun(),
        done(RequestKind.CHECK_CLAIMS),
        done(RequestKind.CREATE_DESTINATION),
        done(RequestKind.CREATE_DESTINATION_POD),
        podReady(DESTINATION),
        done(RequestKind.CREATE_SOURCE),
        podRunning(SOURCE).rsyncSucceeded("postgresql"),
        logEnded(),
        done(RequestKind.DELETE_PODS),
        fired(Timer.Kind.POD_START),
        fired(Timer.Kind.SETTLE),
        fired(Timer.Kind.NO_PROGRESS),
        fired(Timer.Kind.LOG_AGAIN),
        fired(Timer.Kind.BACK_OFF));

    assertThat(scene.told()).noneMatch(action -> action.startsWith("create"));
    assertThat(scene.told()).noneMatch(action -> action.startsWith("follow"));
    if (scene.phase() == Phase.CLEANING) {
      assertThat(scene.cleanedUp().failure()).contains(Happening.ABORTED);
    }
  }

  @Test
  @DisplayName("a stop while cleaning up changes nothing: the verdict is there")
  void whileCleaning() {
    RunUnderTest.in(Phase.COPYING)
        .when(podRunning(SOURCE).rsyncSucceeded("postgresql"), logEnded())
        .thenPhase(Phase.CLEANING)
        .when(stopped())
        .thenNothing()
        .when(done(RequestKind.DELETE_ALL), gone(SOURCE), gone(DESTINATION))
        .thenAmongOthers("transfer ended: success");
  }

  @Test
  @DisplayName("a deletion for a retry that fails after the stop changes neither verdict nor order")
  void deletionOfFormerAttemptFails() {
    RunUnderTest scene = RunUnderTest.in(Phase.REMOVING_PODS).when(stopped());

    scene.when(failed(RequestKind.DELETE_PODS, Reason.API_UNREACHABLE)).thenNothing();

    assertThat(scene.cleanedUp().failure()).contains(Happening.ABORTED);
  }

  @Test
  @DisplayName("a stop before the run has begun ends it, and a late beginning finds it ended")
  void beforeTheBeginning() {
    RunUnderTest.in(Phase.NOT_STARTED)
        .when(stopped())
        .thenAmongOthers("finish")
        .when(begun())
        .thenNothing();
  }

  @Test
  @DisplayName("a pod whose creation and deletion nobody answered is named, as it may be there")
  void unanswered() {
    RunUnderTest scene = RunUnderTest.in(Phase.STARTING_DESTINATION);

    scene.when(stopped()).when(fired(Timer.Kind.PODS_GONE));

    assertThat(scene.cleanedUp().leftBehind())
        .extracting(ObjectRef::kind, ObjectRef::side)
        .contains(tuple(ObjectRef.Kind.POD, DESTINATION));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("before an attempt there is no pod that could be left")
  @EnumSource(
      value = Phase.class,
      names = {"PREPARING_DESTINATION", "BACKING_OFF"})
  void noPodYet(Phase phase) {
    RunUnderTest scene = RunUnderTest.in(phase);

    scene.when(stopped()).when(fired(Timer.Kind.PODS_GONE));

    assertThat(scene.cleanedUp().leftBehind())
        .extracting(ObjectRef::kind)
        .doesNotContain(ObjectRef.Kind.POD)
        .contains(ObjectRef.Kind.CONFIG_MAP);
  }

  @Test
  @DisplayName("objects that can't be deleted are named in the result")
  void leftBehind() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(stopped());

    scene
        .when(failed(RequestKind.DELETE_ALL, Reason.PERMISSION_DENIED))
        .thenAmongOthers(
            "warning: clean-up failed: the step DELETE_ALL failed",
            "transfer ended: ABORTED",
            "finish");

    TransferResult result = scene.cleanedUp();
    assertThat(result.leftBehind()).hasSize(9);
    assertThat(result.leftBehind().stream().map(ObjectRef::kind).distinct())
        .as("only an endpoint of that kind has a Route")
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(ObjectRef.Kind.ROUTE)));
  }

  @Test
  @DisplayName("a clean-up that is never answered ends at its bound, and says what may be left")
  void neverAnswered() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(stopped());

    scene.when(fired(Timer.Kind.PODS_GONE)).thenAmongOthers("transfer ended: ABORTED", "finish");

    assertThat(scene.cleanedUp().leftBehind()).hasSize(9);
  }

  @Test
  @DisplayName("pods that don't go in time are left behind, the rest is not")
  void podsLeftBehind() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(stopped());

    scene.when(done(RequestKind.DELETE_ALL), gone(DESTINATION), fired(Timer.Kind.PODS_GONE));

    assertThat(scene.cleanedUp().leftBehind())
        .isEqualTo(
            List.of(
                new ObjectRef(
                    SOURCE, ObjectRef.Kind.POD, "app-3", "vt-run-7f3a-postgresql-source-1")));
  }
}
