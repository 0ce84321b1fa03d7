package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.begun;
import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.failed;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Happening.stopped;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.spec.Concurrency;
import io.jenkins.plugins.volumetransfer.spec.Timeouts;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: no more transfers at once than asked for, and a failure stops the others only on demand.
 */
class TurnsTest {
  private static final TransferSpec THREE = SampleTransfers.spec("a/x b/x", "a/y b/y", "a/z b/z");

  @Test
  @DisplayName("with a cap of two, the third transfer starts when one has ended")
  void theThirdWaits() {
    RunUnderTest scene = given(2, false).when(begun());

    assertThat(scene.phases())
        .isEqualTo(Map.of("x", Phase.CHECKING, "y", Phase.CHECKING, "z", Phase.NOT_STARTED));

    scene.of("y").when(failed(RequestKind.CHECK_CLAIMS, Reason.CLAIM_MISSING));

    assertThat(scene.phases())
        .isEqualTo(Map.of("x", Phase.CHECKING, "y", Phase.ENDED, "z", Phase.CHECKING));
  }

  @Test
  @DisplayName("a turn is passed on only when everything of its transfer is deleted")
  void afterTheCleanUp() {
    RunUnderTest scene =
        given(1, false)
            .of("x")
            .when(begun(), done(RequestKind.CHECK_CLAIMS), stoppedBy(Reason.NO_SPACE));

    assertThat(scene.phases()).containsEntry("x", Phase.CLEANING);
    assertThat(scene.phases()).containsEntry("y", Phase.NOT_STARTED);

    scene.when(done(RequestKind.DELETE_ALL), gone(SOURCE), gone(DESTINATION));

    assertThat(scene.phases()).containsEntry("y", Phase.CHECKING);
  }

  @Test
  @DisplayName("one failure does not stop the others")
  void othersGoOn() {
    RunUnderTest scene = given(3, false).when(begun());

    scene.of("x").when(failed(RequestKind.CHECK_CLAIMS, Reason.CLAIM_MISSING));

    assertThat(scene.phases())
        .isEqualTo(Map.of("x", Phase.ENDED, "y", Phase.CHECKING, "z", Phase.CHECKING));
  }

  @Test
  @DisplayName("failFast: those under way are stopped, those that wait are never started")
  void failFast() {
    RunUnderTest scene = given(2, true).when(begun()).of("y").when(done(RequestKind.CHECK_CLAIMS));

    scene.of("x").when(failed(RequestKind.CHECK_CLAIMS, Reason.CLAIM_MISSING));

    assertThat(scene.phases())
        .isEqualTo(Map.of("x", Phase.ENDED, "y", Phase.CLEANING, "z", Phase.ENDED));
    assertThat(failure(scene, "z"))
        .isEqualTo(
            new Failure(
                Reason.NOT_STARTED,
                "never started, as x failed and `failFast` is set; run it again"));

    scene.of("y").when(done(RequestKind.DELETE_ALL), gone(DESTINATION), gone(SOURCE));

    assertThat(failure(scene, "y"))
        .isEqualTo(
            new Failure(
                Reason.FAIL_FAST,
                "stopped, as x failed and `failFast` is set; the next run goes on where it"
                    + " stopped"));
    assertThat(scene.run().finished()).isTrue();
  }

  @Test
  @DisplayName("failFast: where none is under way any more, the run ends at once")
  void failFastEndsAtOnce() {
    RunUnderTest scene = given(1, true).when(begun());

    scene.of("x").when(failed(RequestKind.CHECK_CLAIMS, Reason.CLAIM_MISSING));

    assertThat(scene.run().finished()).isTrue();
  }

  @Test
  @DisplayName("a stop ends those that wait too, and no other starts")
  void stopEndsTheQueue() {
    RunUnderTest scene = given(1, false).when(begun(), stopped());

    assertThat(scene.run().finished()).isTrue();
    assertThat(failure(scene, "z").reason()).isEqualTo(Reason.ABORTED);
  }

  @Test
  @DisplayName("failFast: a stop of the whole run keeps its own reason for each transfer")
  void stopIsNoFailure() {
    RunUnderTest scene = given(1, true).when(begun(), stopped());

    assertThat(List.of("x", "y", "z"))
        .allMatch(name -> failure(scene, name).equals(Happening.ABORTED));
  }

  @Test
  @DisplayName("a turn that comes after the transfer's end starts nothing")
  void turnTooLate() {
    Run run = Run.of(SampleTransfers.manifests(THREE), RunUnderTest.START);
    Run ended =
        Decider.decide(run, RunUnderTest.START, new Event.StopRequested(Happening.ABORTED)).state();

    assertThat(Decider.decide(ended, RunUnderTest.START, new Event.TurnCame("x")).actions())
        .isEmpty();
  }

  @Test
  @DisplayName("claimTimeoutSeconds counts from a transfer's own start, through all its attempts")
  void claimDeadline() {
    RunUnderTest scene =
        RunUnderTest.given(
                withClaimTimeout(Duration.ofMinutes(5)).withConcurrency(new Concurrency(1, false)))
            .when(begun())
            .thenAmongOthers("set CLAIM_DEADLINE to 300 s", "phase CHECKING 0");

    scene.of("y").when(fired(Timer.Kind.CLAIM_DEADLINE)).thenNothing();
    scene
        .of("x")
        .when(fired(Timer.Kind.CLAIM_DEADLINE))
        .thenAmongOthers("attempt 0 failed: CLAIM_DEADLINE", "cancel CLAIM_DEADLINE");

    assertThat(failure(scene, "x").message())
        .isEqualTo(
            "not copied within 300 s; raise `claimTimeoutSeconds`, the next run goes on where this"
                + " one stopped");
    assertThat(scene.phases()).containsEntry("y", Phase.CHECKING);
  }

  private static RunUnderTest given(int max, boolean failFast) {
    return RunUnderTest.given(THREE.withConcurrency(new Concurrency(max, failFast)));
  }

  private static Happening stoppedBy(Reason reason) {
    return failed(RequestKind.CREATE_DESTINATION, reason);
  }

  private static TransferSpec withClaimTimeout(Duration bound) {
    Timeouts usual = Timeouts.DEFAULT;
    return THREE.withTimeouts(
        new Timeouts(
            usual.tunnel(),
            usual.podStart(),
            usual.noProgress(),
            usual.transfer(),
            Optional.of(bound)));
  }

  private static Failure failure(RunUnderTest scene, String transfer) {
    return scene
        .run()
        .transfer(transfer)
        .flatMap(TransferState::result)
        .flatMap(TransferResult::failure)
        .orElseThrow();
  }
}
