package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logUnreadable;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Happening.stopped;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podPending;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.engine.RunUnderTest.given;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.spec.Timeouts;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: each wait is bounded, by the bound that the user gave, and only in its own phase. */
class TimersTest {
  private static final TransferSpec ONCE = RunUnderTest.withRetries(0);

  @Test
  @DisplayName("the bounds of the spec are those of the timers")
  void bounds() {
    TransferSpec spec =
        RunUnderTest.SPEC.withTimeouts(
            new Timeouts(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Optional.empty()));

    given(spec).when(Happening.begun()).thenAmongOthers("set DEADLINE to 4 s");
    RunUnderTest.in(Phase.STARTING_DESTINATION, spec).thenAmongOthers("set POD_START to 2 s");
    RunUnderTest.in(Phase.COPYING, spec)
        .when(logged("volume-transfer: volume x begins"))
        .thenAmongOthers("set NO_PROGRESS to 3 s");
  }

  @Test
  @DisplayName("NO_PROGRESS: the wait for the tunnel has a bound of its own")
  void waitingForTheTunnel() {
    RunUnderTest.in(Phase.COPYING)
        .when(logged("volume-transfer: no rsync daemon has answered yet"))
        .then("progress");
  }

  @Test
  @DisplayName("POD_START: a pod that was never seen")
  void neverSeen() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_DESTINATION, ONCE).when(fired(Timer.Kind.POD_START));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.POD_NOT_STARTED, "the destination pod has not been seen after 600 s"));
  }

  @Test
  @DisplayName("POD_START: a pod that no node takes")
  void noNode() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE)
            .when(podPending(SOURCE).unschedulable("0/3 nodes"), fired(Timer.Kind.POD_START));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.UNSCHEDULABLE, "no node takes the source pod after 600 s: 0/3 nodes"));
  }

  @Test
  @DisplayName("POD_START: a pod whose containers wait says what for")
  void containersWait() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE, ONCE)
            .when(
                podPending(SOURCE)
                    .waiting(Diagnosis.STUNNEL, "ErrImagePull", "")
                    .waiting(Diagnosis.RSYNC, "ContainerCreating", ""),
                fired(Timer.Kind.POD_START));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.POD_NOT_STARTED,
                "the source pod is not running after 600 s (rsync ContainerCreating, stunnel"
                    + " ErrImagePull)"));
  }

  @Test
  @DisplayName("POD_START: a destination that runs but never becomes ready")
  void neverReady() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_DESTINATION, ONCE)
            .when(podRunning(DESTINATION), fired(Timer.Kind.POD_START));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(Reason.POD_NOT_STARTED, "the destination pod is not running after 600 s"));
  }

  @ParameterizedTest
  @DisplayName("a timer that fires outside its phase changes nothing")
  @EnumSource(Timer.Kind.class)
  void outsideItsPhase(Timer.Kind kind) {
    for (Phase phase : Phase.values()) {
      if (phase != Phase.ENDED && kind != Timer.Kind.DEADLINE && !belongs(kind, phase)) {
        RunUnderTest.in(phase).when(fired(kind)).thenNothing().thenPhase(phase);
      }
    }
  }

  private static boolean belongs(Timer.Kind kind, Phase phase) {
    return switch (kind) {
      case POD_START -> phase == Phase.STARTING_DESTINATION || phase == Phase.STARTING_SOURCE;
      case SETTLE -> phase == Phase.SETTLING;
      case NO_PROGRESS, LOG_AGAIN -> phase == Phase.COPYING;
      case TUNNEL_LOG -> phase == Phase.COPYING || phase == Phase.READING_TUNNEL_LOGS;
      case BACK_OFF -> phase == Phase.BACKING_OFF;
      case PODS_GONE ->
          phase == Phase.REMOVING_REMAINS
              || phase == Phase.REMOVING_PODS
              || phase == Phase.CLEANING;
      // Without a bound for a claim there is no such timer.
      case CLAIM_DEADLINE -> false;
      // Says something only of pods that have ended.
      case FORGET -> false;
      case DEADLINE -> true;
    };
  }

  @Test
  @DisplayName("SETTLE: a cause that does not come is not waited for; the effect is told")
  void settle() {
    RunUnderTest.in(Phase.SETTLING, ONCE)
        .when(fired(Timer.Kind.SETTLE))
        .thenAmongOthers("attempt 1 failed: CONNECTION_LOST", "phase CLEANING 1");
  }

  @ParameterizedTest(name = "stunnel {0}, rsync {1}: {2}")
  @DisplayName("SETTLE: once rsync has ended too, no more is waited for than its cause")
  @CsvSource({
    "137, 12, TUNNEL_DIED",
    "143, 65, TUNNEL_DIED",
    "143, 143, RSYNC_STOPPED",
    "137, 137, TUNNEL_DIED"
  })
  void settleAfterThePeer(int stunnel, int rsync, Reason reason) {
    RunUnderTest.in(Phase.COPYING, ONCE)
        .when(podRunning(SOURCE).ended(Diagnosis.STUNNEL, stunnel))
        .thenAmongOthers("set SETTLE to 15 s")
        .when(logEnded())
        .thenNothing()
        .when(podRunning(SOURCE).ended(Diagnosis.STUNNEL, stunnel).ended(Diagnosis.RSYNC, rsync))
        .then("set SETTLE to 3 s")
        .when(podRunning(SOURCE).ended(Diagnosis.STUNNEL, stunnel).ended(Diagnosis.RSYNC, rsync))
        .thenNothing()
        .when(fired(Timer.Kind.SETTLE))
        .thenAmongOthers("attempt 1 failed: " + reason, "phase CLEANING 1");
  }

  @Test
  @DisplayName("SETTLE: the cause that comes after both ends is the reason")
  void settleUntilTheCause() {
    RunUnderTest.in(Phase.COPYING, ONCE)
        .when(podRunning(SOURCE).ended(Diagnosis.STUNNEL, 143), logEnded())
        .when(podRunning(SOURCE).ended(Diagnosis.STUNNEL, 143).ended(Diagnosis.RSYNC, 143))
        .when(
            podRunning(SOURCE)
                .ended(Diagnosis.STUNNEL, 143)
                .ended(Diagnosis.RSYNC, 143)
                .failed("Evicted", "memory"))
        .thenAmongOthers("attempt 1 failed: EVICTED", "phase CLEANING 1");
  }

  @Test
  @DisplayName("SETTLE: a log that does not end keeps no verdict back")
  void settleWithoutLog() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING)
            .when(podRunning(SOURCE).rsyncSucceeded("postgresql"), fired(Timer.Kind.SETTLE));

    assertThat(scene.cleanedUp().succeeded()).isTrue();
  }

  @Test
  @DisplayName("NO_PROGRESS: a copy that stands still is ended")
  void noProgress() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE).when(fired(Timer.Kind.NO_PROGRESS));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.NO_PROGRESS,
                "rsync has said nothing new for 900 s; the network or a disk may be stuck"));
  }

  @Test
  @DisplayName("NO_PROGRESS: an rsync that says the same again and again does not get on")
  void sameAgain() {
    String begins = "volume-transfer: volume postgresql begins";
    String update = "  1048576  50%  1.00MB/s  0:00:01";
    String slower = "  1048576  50%  0.10kB/s  9:00:01";
    RunUnderTest.in(Phase.COPYING)
        .when(logged(begins, update))
        .then("progress", "set NO_PROGRESS to 900 s")
        .when(logged(begins, update, slower, update, slower))
        .then("progress")
        .when(logged(begins, update, slower, update, slower, "deleting a"))
        .then("progress", "set NO_PROGRESS to 900 s")
        .when(logged(begins, update, slower, update, slower, "deleting a", "deleting a"))
        .then("progress");
  }

  @Test
  @DisplayName("LOG_AGAIN: a log that ends while rsync runs is opened again")
  void logAgain() {
    RunUnderTest.in(Phase.COPYING)
        .when(logEnded())
        .then("set LOG_AGAIN to 5 s")
        .when(fired(Timer.Kind.LOG_AGAIN))
        .then("follow the log of source-1");
  }

  @Test
  @DisplayName("a log that may not be read: a warning, and silence means nothing any more")
  void logForbidden() {
    RunUnderTest.in(Phase.COPYING)
        .when(logUnreadable(Reason.PERMISSION_DENIED))
        .then("warning: progress is not known: no log", "cancel NO_PROGRESS")
        .when(logUnreadable(Reason.PERMISSION_DENIED))
        .then("cancel NO_PROGRESS");
  }

  @Test
  @DisplayName("a log that can't be read for now is tried again, and then watched again")
  void logUnreachable() {
    RunUnderTest.in(Phase.COPYING)
        .when(logUnreadable(Reason.API_UNREACHABLE))
        .then(
            "warning: progress is not known: no log", "cancel NO_PROGRESS", "set LOG_AGAIN to 5 s")
        .when(fired(Timer.Kind.LOG_AGAIN))
        .then("follow the log of source-1")
        .when(logged("volume-transfer: volume postgresql begins"))
        .then("progress", "set NO_PROGRESS to 900 s");
  }

  @Test
  @DisplayName(
      "DEADLINE: every transfer that has not ended is stopped, the ended one is not touched")
  void deadline() {
    TransferSpec spec = SampleTransfers.spec("a/one b/one", "a/two b/two", "a/three b/three");
    RunUnderTest scene = given(spec).when(Happening.begun());
    scene.of("one").when(Happening.failed(RequestKind.CHECK_CLAIMS, Reason.CLAIM_MISSING));
    scene.of("two").when(done(RequestKind.CHECK_CLAIMS), done(RequestKind.CREATE_DESTINATION));

    scene.when(fired(Timer.Kind.DEADLINE));

    assertThat(scene.phases())
        .isEqualTo(Map.of("one", Phase.ENDED, "two", Phase.CLEANING, "three", Phase.ENDED));
    scene.of("two").when(done(RequestKind.DELETE_ALL), Happening.gone(DESTINATION));
    assertThat(scene.run().result().orElseThrow().transfers())
        .extracting(result -> result.failure().orElseThrow().reason())
        .containsExactly(Reason.CLAIM_MISSING, Reason.DEADLINE, Reason.DEADLINE);
  }

  @Test
  @DisplayName("DEADLINE: the message names the field to raise")
  void deadlineMessage() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(fired(Timer.Kind.DEADLINE));

    assertThat(scene.cleanedUp().failure().orElseThrow().message())
        .isEqualTo(
            "not done within 86400 s; raise `timeoutSeconds`, the next run goes on where this one"
                + " stopped");
  }

  @Test
  @DisplayName(
      "one transfer's failure is not the other's, and the run fails with it, once both end")
  void apart() {
    TransferSpec spec = SampleTransfers.spec("a/one b/one", "a/two b/two");
    RunUnderTest scene = given(spec).when(Happening.begun());
    scene.of("one").when(Happening.failed(RequestKind.CHECK_CLAIMS, Reason.CLAIM_MISSING));
    assertThat(scene.told()).doesNotContain("finish");
    scene
        .of("two")
        .when(done(RequestKind.CHECK_CLAIMS), done(RequestKind.CREATE_DESTINATION))
        .when(done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION))
        .when(podRunning(SOURCE).rsyncSucceeded("two"), logEnded());

    assertThat(scene.cleanedUp().succeeded()).isTrue();
    scene.thenAmongOthers("run ended: failure", "finish");
  }

  @Test
  @DisplayName("a run finishes exactly once, and nothing happens to it afterwards")
  void finishesOnce() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(stopped());
    scene.cleanedUp();

    scene
        .when(
            stopped(), fired(Timer.Kind.DEADLINE), done(RequestKind.DELETE_ALL), podRunning(SOURCE))
        .thenNothing();

    assertThat(scene.allActions()).filteredOn(Action.Finish.class::isInstance).hasSize(1);
    assertThat(scene.run().finished()).isTrue();
  }
}
