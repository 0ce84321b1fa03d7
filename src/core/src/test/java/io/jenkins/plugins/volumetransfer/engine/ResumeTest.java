package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.failed;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.resumed;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podPending;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.spec.Concurrency;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: a run whose process died goes on as if nothing had happened, and never with two writers.
 */
class ResumeTest {

  @Test
  @DisplayName("two pods that are under way are followed, not made anew")
  void adopted() {
    RunUnderTest scene =
        afterAttempt(2, podRunning(SOURCE), podReady(DESTINATION))
            .when(resumed())
            .then(
                "run began",
                "set DEADLINE to 7200 s",
                "phase STARTING_SOURCE 2",
                "set POD_START to 600 s",
                "cancel POD_START",
                "phase COPYING 2",
                "set TUNNEL_LOG to 20 s",
                "follow the log of source-2");

    scene.when(podRunning(SOURCE).rsyncSucceeded("postgresql"), logEnded());

    TransferResult result = scene.cleanedUp();
    assertThat(result.failure()).isEmpty();
    assertThat(result.attempts()).extracting(Failure::reason).containsExactly(Reason.PROCESS_DIED);
  }

  @Test
  @DisplayName(
      "a copy that ended meanwhile is judged by how it ended, and timed from its first object")
  void endedMeanwhile() {
    RunUnderTest scene =
        afterAttempt(1, podRunning(SOURCE).rsyncSucceeded("postgresql"), podReady(DESTINATION))
            .when(resumed(), logEnded());

    TransferResult result = scene.cleanedUp();
    assertThat(result.failure()).isEmpty();
    assertThat(result.started()).isEqualTo(Happening.FOUND_SINCE);
  }

  @Test
  @DisplayName("pods of a failure are made anew: they may have been kept, without their Secrets")
  void failedMeanwhile() {
    afterAttempt(1, podRunning(SOURCE).ended(Diagnosis.RSYNC, 12), podReady(DESTINATION))
        .when(resumed())
        .thenPhase(Phase.REMOVING_REMAINS);
  }

  @Test
  @DisplayName("an adopted attempt that fails is followed by the next, with the same certificates")
  void nextAfterAdopted() {
    afterAttempt(2, podRunning(SOURCE), podReady(DESTINATION))
        .when(resumed(), podRunning(DESTINATION).failed("Evicted", ""))
        .thenAmongOthers("attempt 2 failed: EVICTED, again in 10 s")
        .when(
            done(RequestKind.DELETE_PODS),
            gone(SOURCE),
            gone(DESTINATION),
            fired(Timer.Kind.BACK_OFF))
        .when(done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION))
        .then("phase STARTING_SOURCE 3", "create Pod source-3", "set POD_START to 600 s");
  }

  @Test
  @DisplayName("a lone destination pod goes before all is made anew, and the attempts count on")
  void madeAnew() {
    afterAttempt(2, podReady(DESTINATION))
        .when(resumed())
        .thenAmongOthers(
            "phase REMOVING_REMAINS 2",
            "delete Pod source-2, Pod destination-2, NetworkPolicy source, Secret source,"
                + " ConfigMap source, Service destination, NetworkPolicy destination, Secret"
                + " destination, ConfigMap destination",
            "set PODS_GONE to 75 s")
        .when(done(RequestKind.DELETE_REMAINS))
        .thenNothing()
        .when(gone(DESTINATION))
        .then("cancel PODS_GONE", "phase CHECKING 2", "check claims")
        .when(done(RequestKind.CHECK_CLAIMS), done(RequestKind.CREATE_DESTINATION))
        .thenAmongOthers("create Pod destination-3");
  }

  @Test
  @DisplayName("pods that are being deleted are not followed")
  void deleting() {
    afterAttempt(1, podRunning(SOURCE).deleting(), podReady(DESTINATION))
        .when(resumed())
        .thenPhase(Phase.REMOVING_REMAINS);
  }

  @Test
  @DisplayName("remains that will not go end the transfer: a second writer must not start")
  void stuck() {
    RunUnderTest scene =
        afterAttempt(1, podReady(DESTINATION)).when(resumed(), fired(Timer.Kind.PODS_GONE));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.PODS_STUCK,
                "what the run left when its process died did not go within 75 s"));
  }

  @Test
  @DisplayName("what is under way comes before what was still waiting")
  void turns() {
    RunUnderTest scene =
        RunUnderTest.given(
            SampleTransfers.spec("a/x b/x", "a/y b/y").withConcurrency(new Concurrency(1, false)));

    scene.of("y").when(resumed());

    assertThat(scene.phases())
        .isEqualTo(Map.of("x", Phase.NOT_STARTED, "y", Phase.REMOVING_REMAINS));
  }

  @Test
  @DisplayName("what has ended and left something waits until those under way have ended")
  void leftByEnded() {
    RunUnderTest scene =
        RunUnderTest.given(
            SampleTransfers.spec("a/x b/x", "a/y b/y").withConcurrency(new Concurrency(1, false)));
    see(scene.of("x"), 1, podRunning(SOURCE).ended(Diagnosis.RSYNC, 23));
    see(scene.of("y"), 1, podRunning(SOURCE), podReady(DESTINATION));

    scene.when(
        in ->
            new Event.Resumed(
                Map.of("x", RunUnderTest.START, "y", RunUnderTest.START), Duration.ofHours(1)));

    assertThat(scene.phases()).isEqualTo(Map.of("x", Phase.NOT_STARTED, "y", Phase.COPYING));
    scene.when(podRunning(SOURCE).rsyncSucceeded("y"), logEnded());
    scene.cleanedUp();
    scene.of("x").when(in -> new Event.TurnCame("x")).thenPhase(Phase.REMOVING_REMAINS);
  }

  @Test
  @DisplayName("what it left goes too if it is stopped before its turn")
  void stoppedBeforeItsTurn() {
    RunUnderTest scene =
        RunUnderTest.given(
            SampleTransfers.spec("a/x b/x", "a/y b/y").withConcurrency(new Concurrency(1, false)));
    see(scene.of("x"), 1, podRunning(SOURCE).ended(Diagnosis.RSYNC, 23));
    see(scene.of("y"), 1, podRunning(SOURCE), podReady(DESTINATION));

    scene
        .when(
            in ->
                new Event.Resumed(
                    Map.of("x", RunUnderTest.START, "y", RunUnderTest.START), Duration.ofHours(1)))
        .when(in -> new Event.StopRequested(Happening.ABORTED));

    assertThat(scene.phases()).isEqualTo(Map.of("x", Phase.CLEANING, "y", Phase.CLEANING));
  }

  @Test
  @DisplayName("a run that begins anew does not take other pods for its own")
  void notResumed() {
    afterAttempt(4, podRunning(SOURCE), podReady(DESTINATION))
        .when(Happening.begun())
        .thenAmongOthers("phase CHECKING 0");
  }

  @Test
  @DisplayName("a pod that a process that died has asked for, and that comes late, is deleted")
  void stray() {
    RunUnderTest scene = RunUnderTest.in(Phase.REMOVING_REMAINS);

    see(scene, 2, podPending(DESTINATION)).then("delete Pod destination-2");
    see(scene, 2, podPending(DESTINATION).deleting()).thenNothing();
    scene.when(
        done(RequestKind.DELETE_STRAY),
        done(RequestKind.DELETE_REMAINS),
        done(RequestKind.CHECK_CLAIMS),
        done(RequestKind.CREATE_DESTINATION));
    see(scene, 3, podPending(SOURCE)).then("delete Pod source-3");
    scene
        .when(failed(RequestKind.DELETE_STRAY, Reason.API_UNREACHABLE))
        .thenPhase(Phase.STARTING_DESTINATION)
        .thenAmongOthers(
            "warning: what a process that died has made could not be deleted: the step DELETE_STRAY"
                + " failed");
  }

  @Test
  @DisplayName("a pod of another run that has the same id is left alone")
  void notOurs() {
    RunUnderTest scene = RunUnderTest.in(Phase.PREPARING_DESTINATION);

    see(scene, 1, podPending(DESTINATION)).thenNothing();
  }

  private static RunUnderTest afterAttempt(int attempt, Pods... pods) {
    return see(RunUnderTest.given(RunUnderTest.SPEC), attempt, pods);
  }

  private static RunUnderTest see(RunUnderTest scene, int attempt, Pods... pods) {
    for (Pods pod : pods) {
      scene.when(in -> new Event.PodChanged(in.transfer(), pod.state(attempt)));
    }
    return scene;
  }
}
