package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.begun;
import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.failed;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podPending;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what steps answer and what pods do is understood in whatever order it comes. */
class FactsTest {

  @ParameterizedTest
  @DisplayName("claims that can't be used end the transfer, and nothing is there to delete")
  @EnumSource(
      value = Reason.class,
      names = {"CLAIM_MISSING", "CLAIM_LOST", "PERMISSION_DENIED"})
  void claimsUnusable(Reason reason) {
    RunUnderTest scene =
        RunUnderTest.in(Phase.CHECKING).when(failed(RequestKind.CHECK_CLAIMS, reason));

    assertThat(scene.phase()).isEqualTo(Phase.ENDED);
    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(reason);
    assertThat(scene.told()).noneMatch(action -> action.startsWith("delete"));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @DisplayName("a step that fails ends the transfer with its own reason, cleaned up")
  @CsvSource({
    "CREATE_DESTINATION, PREPARING_DESTINATION",
    "CREATE_DESTINATION_POD, STARTING_DESTINATION",
    "CREATE_SOURCE, STARTING_SOURCE"
  })
  void stepFails(RequestKind step, Phase phase) {
    RunUnderTest scene = RunUnderTest.in(phase).when(failed(step, Reason.API_REFUSED));

    scene.thenAmongOthers(
        "attempt " + scene.attempt() + " failed: API_REFUSED", "phase CLEANING " + scene.attempt());
    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.API_REFUSED);
  }

  @ParameterizedTest
  @DisplayName("an answer to a deletion that was never asked for is no end, let alone a success")
  @EnumSource(
      value = Phase.class,
      mode = Mode.EXCLUDE,
      names = {"CLEANING", "ENDED"})
  void strayDeletionAnswers(Phase phase) {
    RunUnderTest.in(phase)
        .when(failed(RequestKind.DELETE_ALL, Reason.API_REFUSED), done(RequestKind.DELETE_ALL))
        .thenNothing()
        .thenPhase(phase);
  }

  @Test
  @DisplayName("a run begins once")
  void beginsOnce() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(begun());

    scene.thenPhase(Phase.COPYING);
    assertThat(scene.told()).doesNotContain("check claims");
  }

  @Test
  @DisplayName("a Service without an address can't be dialled")
  void noClusterIp() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.PREPARING_DESTINATION)
            .when(
                s ->
                    new Event.StepDone(
                        s.transfer(), RequestKind.CREATE_DESTINATION, Optional.empty()))
            .when(podReady(DESTINATION));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.ENDPOINT_NOT_READY,
                "the destination's objects tell no address (endpoint AUTO); give"
                    + " `destination.address`"));
  }

  @Test
  @DisplayName("a pod may be ready before its creation is answered, but nothing is sent before")
  void podBeforeAnswer() {
    RunUnderTest.in(Phase.STARTING_DESTINATION)
        .when(podReady(DESTINATION))
        .thenPhase(Phase.STARTING_DESTINATION)
        .when(done(RequestKind.CREATE_DESTINATION_POD))
        .thenPhase(Phase.STARTING_SOURCE)
        .when(podRunning(SOURCE))
        .thenPhase(Phase.COPYING)
        .when(done(RequestKind.CREATE_SOURCE))
        .thenNothing();
  }

  @Test
  @DisplayName("whoever finds that another run was there before gives way without a source pod")
  void otherRunBefore() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_DESTINATION)
            .when(podReady(DESTINATION))
            .when(failed(RequestKind.CREATE_DESTINATION_POD, Reason.OTHER_RUN));

    assertThat(scene.told())
        .noneMatch(each -> each.contains("source-1") && each.contains("create"));
    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.OTHER_RUN);
  }

  @Test
  @DisplayName("a source pod that is done before its creation is answered counts")
  void endedBeforeAnswer() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE)
            .when(podRunning(SOURCE).rsyncSucceeded("postgresql"), logEnded())
            .when(done(RequestKind.CREATE_SOURCE));

    assertThat(scene.cleanedUp().succeeded()).isTrue();
  }

  @Test
  @DisplayName("a pod that is gone before its creation is answered is not waited for")
  void goneBeforeAnswer() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_SOURCE).when(podPending(SOURCE), gone(SOURCE));

    scene.when(done(RequestKind.CREATE_SOURCE), done(RequestKind.DELETE_ALL), gone(DESTINATION));

    assertThat(scene.phase()).isEqualTo(Phase.ENDED);
    assertThat(scene.cleanedUp().leftBehind()).isEmpty();
  }

  @Test
  @DisplayName("an unschedulable pod is warned about once, since it may pass")
  void unschedulable() {
    RunUnderTest.in(Phase.STARTING_DESTINATION)
        .when(podPending(DESTINATION).unschedulable("0/3 nodes are available"))
        .then("warning: no node takes the destination pod yet: 0/3 nodes are available")
        .when(podPending(DESTINATION).unschedulable("0/3 nodes are available"))
        .thenNothing();
  }

  @ParameterizedTest(name = "the {0} pod")
  @DisplayName("a pod that somebody deletes while it works ends the transfer at once")
  @EnumSource(Side.class)
  void deletedFromOutside(Side side) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(podReady(side).deleting());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.POD_DELETED, "the " + side.label() + " pod was deleted by somebody else"));
  }

  @ParameterizedTest(name = "the {0} pod")
  @DisplayName("the same where nothing is seen of it before it is gone")
  @EnumSource(Side.class)
  void goneFromOutside(Side side) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(gone(side));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.POD_DELETED);
  }

  @ParameterizedTest(name = "rsync {0}")
  @DisplayName("the same where its containers' end is seen along with the deletion")
  @ValueSource(ints = {137, 143})
  void deletedWithEnd(int code) {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING)
            .when(
                podRunning(SOURCE).ended(Diagnosis.RSYNC, code).deleting(),
                logEnded(),
                gone(SOURCE));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.POD_DELETED);
  }

  @Test
  @DisplayName("what rsync ended with counts, even if its pod is gone before the log has ended")
  void goneAfterSuccess() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING)
            .when(podRunning(SOURCE).rsyncSucceeded("postgresql"), gone(SOURCE));

    assertThat(scene.cleanedUp().succeeded()).isTrue();
  }

  @Test
  @DisplayName("pods that the engine itself deletes are not deleted by somebody else")
  void deletedByUs() {
    RunUnderTest.in(Phase.REMOVING_PODS)
        .when(podRunning(SOURCE).deleting(), podRunning(DESTINATION).deleting())
        .thenNothing();
  }

  @Test
  @DisplayName("stunnel's container ends while rsync runs: rsync is given time to see it")
  void stunnelEnds() {
    RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(0))
        .when(podRunning(SOURCE).ended(Diagnosis.STUNNEL, 69))
        .then("cancel NO_PROGRESS", "phase SETTLING 1", "set SETTLE to 15 s")
        .when(
            podRunning(SOURCE).ended(Diagnosis.STUNNEL, 69).ended(Diagnosis.RSYNC, 65), logEnded())
        .thenAmongOthers("attempt 1 failed: TUNNEL_DIED", "phase CLEANING 1");
  }

  @ParameterizedTest(name = "stunnel {0}")
  @DisplayName("an rsync that does not see the tunnel's end is ended with the attempt")
  @ValueSource(ints = {0, 69, 137})
  void rsyncDoesNotSeeIt(int code) {
    RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(0))
        .when(podRunning(SOURCE).ended(Diagnosis.STUNNEL, code), fired(Timer.Kind.SETTLE))
        .thenAmongOthers("attempt 1 failed: TUNNEL_DIED", "phase CLEANING 1");
  }

  @ParameterizedTest(name = "container {0}")
  @DisplayName("a container of the destination ends while rsync runs")
  @ValueSource(strings = {"rsync", "stunnel"})
  void destinationEnds(String container) {
    RunUnderTest.in(Phase.COPYING, RunUnderTest.withRetries(0))
        .when(podReady(DESTINATION).ended(container, 74))
        .then("cancel NO_PROGRESS", "phase SETTLING 1", "set SETTLE to 15 s")
        .when(fired(Timer.Kind.SETTLE))
        .thenAmongOthers("attempt 1 failed: DESTINATION_ENDED");
  }

  @Test
  @DisplayName("a destination that ends while the source pod starts is not waited out")
  void destinationEndsEarly() {
    RunUnderTest.in(Phase.STARTING_SOURCE, RunUnderTest.withRetries(0))
        .when(podReady(DESTINATION).ended(Diagnosis.RSYNC, 74))
        .thenAmongOthers("attempt 1 failed: DESTINATION_ENDED", "phase CLEANING 1");
  }

  @Test
  @DisplayName("a destination that ends with 0 has ended all the same")
  void destinationEndsWithZero() {
    RunUnderTest.in(Phase.STARTING_DESTINATION, RunUnderTest.withRetries(0))
        .when(podRunning(DESTINATION).ended(Diagnosis.STUNNEL, 0))
        .thenAmongOthers("attempt 1 failed: DESTINATION_ENDED");
  }

  @Test
  @DisplayName("a destination that ends after rsync's success takes nothing from it")
  void destinationEndsAfterSuccess() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.COPYING)
            .when(
                podRunning(SOURCE).rsyncSucceeded("postgresql"),
                podReady(DESTINATION).failed("Evicted", ""),
                logEnded());

    assertThat(scene.cleanedUp().succeeded()).isTrue();
  }

  @Test
  @DisplayName("events of an unknown transfer concern nobody")
  void unknownTransfer() {
    RunUnderTest.in(Phase.COPYING)
        .when(s -> new Event.PodGone("somebody-else", SOURCE, 1))
        .thenNothing()
        .when(s -> new Event.TimerFired(new Timer("nobody", Timer.Kind.NO_PROGRESS, 1)))
        .thenNothing();
  }
}
