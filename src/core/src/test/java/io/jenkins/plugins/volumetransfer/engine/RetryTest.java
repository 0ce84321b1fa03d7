package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.failed;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.found;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.script.Retry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: another attempt is made where that may help, never more than asked, never beside an old.
 */
class RetryTest {
  private static final Pods EVICTED = podRunning(DESTINATION).failed("Evicted", "");

  @Test
  @DisplayName("a failure that may pass: both pods are deleted, then waited for")
  void removesThePods() {
    RunUnderTest.in(Phase.COPYING)
        .when(EVICTED)
        .then(
            "cancel POD_START",
            "cancel SETTLE",
            "cancel NO_PROGRESS",
            "cancel LOG_AGAIN",
            "cancel TUNNEL_LOG",
            "cancel BACK_OFF",
            "attempt 1 failed: EVICTED, again in 5 s",
            "phase REMOVING_PODS 1",
            "read the logs of source-1: [rsync, stunnel]",
            "read the logs of destination-1: [rsync, stunnel]",
            "delete Pod source-1, Pod destination-1",
            "set PODS_GONE to 75 s");
  }

  @Test
  @DisplayName("once they are gone and the back-off is over, the second attempt has new pods")
  void secondAttempt() {
    RunUnderTest.in(Phase.REMOVING_PODS)
        .when(done(RequestKind.DELETE_PODS), gone(SOURCE), gone(DESTINATION))
        .then("cancel PODS_GONE", "phase BACKING_OFF 1", "set BACK_OFF to 5 s")
        .when(fired(Timer.Kind.BACK_OFF))
        .then("phase STARTING_DESTINATION 2", "create Pod destination-2", "set POD_START to 600 s")
        .when(done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION))
        .then("phase STARTING_SOURCE 2", "create Pod source-2", "set POD_START to 600 s");
  }

  @ParameterizedTest(name = "the {0} pod is still there")
  @DisplayName("no new attempt while an old pod is there")
  @EnumSource(Side.class)
  void oneOldPodLeft(Side left) {
    RunUnderTest.in(Phase.REMOVING_PODS)
        .when(done(RequestKind.DELETE_PODS), gone(left == SOURCE ? DESTINATION : SOURCE))
        .thenNothing()
        .thenPhase(Phase.REMOVING_PODS);
  }

  @Test
  @DisplayName("no new attempt before the deletion is answered: a pod may not have been seen yet")
  void deletionNotAnswered() {
    RunUnderTest.in(Phase.STARTING_DESTINATION, RunUnderTest.SPEC)
        .when(fired(Timer.Kind.POD_START))
        .thenPhase(Phase.REMOVING_PODS)
        .when(done(RequestKind.CREATE_DESTINATION_POD), done(RequestKind.DELETE_PODS))
        .thenPhase(Phase.REMOVING_PODS)
        .when(gone(DESTINATION))
        .thenPhase(Phase.BACKING_OFF);
  }

  @Test
  @DisplayName("a pod that only its deletion has found is waited for, too")
  void foundByItsDeletion() {
    RunUnderTest.in(Phase.STARTING_DESTINATION)
        .when(failed(RequestKind.CREATE_DESTINATION_POD, Reason.API_UNREACHABLE))
        .when(found(DESTINATION), done(RequestKind.DELETE_PODS))
        .thenPhase(Phase.REMOVING_PODS)
        .when(gone(DESTINATION))
        .thenPhase(Phase.BACKING_OFF);
  }

  @Test
  @DisplayName("nobody waits for a pod of which only old news comes once it is gone")
  void goneForGood() {
    RunUnderTest.in(Phase.REMOVING_PODS)
        .when(gone(DESTINATION), EVICTED, found(DESTINATION))
        .when(done(RequestKind.DELETE_PODS), gone(SOURCE))
        .thenPhase(Phase.BACKING_OFF);
  }

  @Test
  @DisplayName("the source's ConfigMap and Secret are made by the first attempt that comes so far")
  void sourceObjectsMadeLater() {
    RunUnderTest.in(Phase.STARTING_DESTINATION)
        .when(podRunning(DESTINATION).ended(Diagnosis.RSYNC, 74))
        .when(
            done(RequestKind.CREATE_DESTINATION_POD),
            done(RequestKind.DELETE_PODS),
            gone(DESTINATION))
        .when(fired(Timer.Kind.BACK_OFF))
        .when(done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION))
        .thenAmongOthers(
            "create ConfigMap source, Secret source, NetworkPolicy source, Pod source-2");
  }

  @Test
  @DisplayName("the source's ConfigMap and Secret are deleted and made anew if they came too late")
  void sourceObjectsMadeTooLate() {
    RunUnderTest.in(Phase.STARTING_SOURCE)
        .when(EVICTED)
        .thenAmongOthers(
            "delete Pod source-1, Pod destination-1, NetworkPolicy source, Secret source,"
                + " ConfigMap source")
        .when(done(RequestKind.CREATE_SOURCE), done(RequestKind.DELETE_PODS))
        .when(gone(SOURCE), gone(DESTINATION), fired(Timer.Kind.BACK_OFF))
        .when(done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION))
        .thenAmongOthers(
            "create ConfigMap source, Secret source, NetworkPolicy source, Pod source-2");
  }

  @Test
  @DisplayName("waits double from attempt to attempt, and the limit is kept")
  void backOffAndLimit() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(3));

    for (String delay : List.of("5", "10", "20")) {
      int attempt = scene.attempt();
      scene.when(EVICTED);
      scene
          .thenAmongOthers("attempt " + attempt + " failed: EVICTED, again in " + delay + " s")
          .when(done(RequestKind.DELETE_PODS), gone(SOURCE), gone(DESTINATION))
          .thenAmongOthers("set BACK_OFF to " + delay + " s")
          .when(fired(Timer.Kind.BACK_OFF), done(RequestKind.CREATE_DESTINATION_POD))
          .when(podReady(DESTINATION))
          .when(done(RequestKind.CREATE_SOURCE), podRunning(SOURCE))
          .thenPhase(Phase.COPYING);
    }
    scene.when(EVICTED).thenAmongOthers("attempt 4 failed: EVICTED", "phase CLEANING 4");

    TransferResult result = scene.cleanedUp();
    assertThat(result.attempts()).hasSize(4);
    assertThat(result.failure().orElseThrow().reason()).isEqualTo(Reason.EVICTED);
  }

  @Test
  @DisplayName("with no retries, the first failure is the verdict")
  void noRetries() {
    RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(0))
        .when(EVICTED)
        .thenAmongOthers("attempt 1 failed: EVICTED", "phase CLEANING 1");
  }

  @Test
  @DisplayName("a second attempt that succeeds is a success, and tells of the first")
  void succeedsInTheSecond() {
    RunUnderTest scene = RunUnderTest.in(Phase.BACKING_OFF).when(fired(Timer.Kind.BACK_OFF));

    scene
        .when(done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION))
        .when(done(RequestKind.CREATE_SOURCE), podRunning(SOURCE))
        .when(podRunning(SOURCE).rsyncSucceeded("postgresql"), logEnded());

    TransferResult result = scene.cleanedUp();
    assertThat(result.succeeded()).isTrue();
    assertThat(result.attempts()).extracting(Failure::reason).containsExactly(Reason.EVICTED);
  }

  @Test
  @DisplayName("a new attempt begins with an empty log")
  void logBeginsAnew() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING)
            .when(logged("volume-transfer: volume postgresql begins"))
            .when(EVICTED, done(RequestKind.DELETE_PODS), gone(SOURCE), gone(DESTINATION))
            .when(fired(Timer.Kind.BACK_OFF));

    scene.when(podReady(DESTINATION).failed("DeadlineExceeded", ""));

    assertThat(scene.cleanedUp().log().volumes()).isEmpty();
  }

  @Test
  @DisplayName("old pods that don't go end the transfer: there must be no second writer")
  void podsStuck() {
    RunUnderTest scene = RunUnderTest.in(Phase.REMOVING_PODS);

    scene
        .when(done(RequestKind.DELETE_PODS), gone(SOURCE), fired(Timer.Kind.PODS_GONE))
        .thenAmongOthers("attempt 1 failed: PODS_STUCK", "phase CLEANING 1")
        .when(done(RequestKind.DELETE_ALL))
        .when(fired(Timer.Kind.PODS_GONE))
        .thenAmongOthers("transfer ended: PODS_STUCK", "finish");

    TransferResult result = scene.run().result().orElseThrow().transfers().get(0);
    assertThat(result.failure().orElseThrow().message())
        .isEqualTo(
            "the pods of the failed attempt did not go within 75 s (EVICTED: the destination pod"
                + " failed: Evicted)");
    assertThat(result.leftBehind())
        .extracting(ObjectRef::toString)
        .containsExactly("Pod app-4/vt-run-7f3a-postgresql-destination-1");
  }

  @Test
  @DisplayName("a deletion of the old pods that is refused ends the transfer")
  void deletionRefused() {
    RunUnderTest.in(Phase.REMOVING_PODS)
        .when(failed(RequestKind.DELETE_PODS, Reason.PERMISSION_DENIED))
        .thenAmongOthers("attempt 1 failed: PERMISSION_DENIED", "phase CLEANING 1");
  }

  @Test
  @DisplayName("what the first attempt made of the source only in part, the next one makes anew")
  void sourceMadeInPart() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE)
            .when(failed(RequestKind.CREATE_SOURCE, Reason.API_UNREACHABLE));

    scene
        .thenAmongOthers(
            "delete Pod source-1, Pod destination-1, NetworkPolicy source, Secret source, ConfigMap"
                + " source")
        .when(
            done(RequestKind.DELETE_PODS),
            gone(SOURCE),
            gone(DESTINATION),
            fired(Timer.Kind.BACK_OFF))
        .when(done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION).ofAttempt(2))
        .thenAmongOthers(
            "create ConfigMap source, Secret source, NetworkPolicy source, Pod source-2");
  }

  @Test
  @DisplayName("an id that another run has: its objects are not deleted")
  void idTaken() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.PREPARING_DESTINATION)
            .when(failed(RequestKind.CREATE_DESTINATION, Reason.ALREADY_EXISTS));

    assertThat(scene.phase()).isEqualTo(Phase.ENDED);
    assertThat(scene.told()).noneMatch(action -> action.startsWith("delete"));
  }

  @ParameterizedTest
  @DisplayName("whether a failed destination pod is tried again is its reason's to say")
  @EnumSource(
      value = Reason.class,
      names = {"EVICTED", "DEADLINE", "NODE_LOST", "POD_FAILED"})
  void byReason(Reason reason) {
    String said =
        switch (reason) {
          case EVICTED -> "Evicted";
          case DEADLINE -> "DeadlineExceeded";
          case NODE_LOST -> "NodeLost";
          default -> "Unheard";
        };

    RunUnderTest.in(Phase.COPYING)
        .when(podReady(DESTINATION).failed(said, ""))
        .thenPhase(reason.retry() == Retry.MAY_HELP ? Phase.REMOVING_PODS : Phase.CLEANING);
  }

  @Test
  @DisplayName("news of a former attempt change nothing in this one")
  void formerAttempt() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.BACKING_OFF)
            .when(fired(Timer.Kind.BACK_OFF), done(RequestKind.CREATE_DESTINATION_POD))
            .when(podReady(DESTINATION))
            .when(done(RequestKind.CREATE_SOURCE), podRunning(SOURCE));

    scene
        .when(podRunning(SOURCE).rsyncSucceeded("postgresql").ofAttempt(1))
        .thenNothing()
        .when(podRunning(DESTINATION).failed("Evicted", "").ofAttempt(1))
        .thenNothing()
        .when(s -> new Event.PodGone(s.transfer(), SOURCE, 1))
        .thenNothing()
        .when(s -> new Event.LogEnded(s.transfer(), 1, java.util.Optional.empty()))
        .thenNothing();
    for (Timer.Kind kind : Timer.Kind.values()) {
      scene.when(s -> new Event.TimerFired(new Timer(s.transfer(), kind, 1))).thenNothing();
    }
    scene.thenPhase(Phase.COPYING);
  }

  @Test
  @DisplayName("up to a fifth is added to each wait, another for each transfer, the same in a run")
  void jitter() {
    Manifests x = SampleTransfers.manifests(SampleTransfers.spec("a/x b/x", "a/y b/y")).get(0);
    Manifests y = SampleTransfers.manifests(SampleTransfers.spec("a/x b/x", "a/y b/y")).get(1);

    assertThat(backOff(x)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    assertThat(backOff(x)).isEqualTo(backOff(x)).isNotEqualTo(backOff(y));
  }

  private static Duration backOff(Manifests manifests) {
    TransferState state =
        TransferState.initial(manifests, RunUnderTest.START).with(new AttemptState(1));
    return new TransferUpdate(state, RunUnderTest.START).backOff();
  }
}
