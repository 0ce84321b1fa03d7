package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podPending;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a sidecar's end decides nothing, as it is started again, and yet explains what rsync could
 * not tell.
 */
class SidecarTest {
  private static final TransferSpec ONCE = RunUnderTest.withRetries(0);

  @ParameterizedTest(name = "ended with {0}")
  @DisplayName("while rsync's container runs, it alone says whether the tunnel is lost")
  @ValueSource(ints = {0, 68, 69, 137})
  void endedMeanwhile(int code) {
    RunUnderTest.in(Phase.COPYING, ONCE)
        .when(podRunning(SOURCE).sidecarEnded(code))
        .thenNothing()
        .when(podRunning(SOURCE).sidecarRestartedAfter(code))
        .thenNothing()
        .thenPhase(Phase.COPYING);
  }

  @Test
  @DisplayName("a copy that succeeds is a success, also when the sidecar was started again")
  void success() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE).sidecarRestartedAfter(137).rsyncSucceeded("postgresql"), logEnded());

    assertThat(scene.cleanedUp().succeeded()).isTrue();
  }

  @ParameterizedTest(name = "rsync {0}, sidecar {1}: {2}")
  @DisplayName("how the sidecar ended before it was started again explains rsync's end")
  @CsvSource({
    "65, 69, TUNNEL_DIED",
    "65, 137, TUNNEL_DIED",
    "65, 68, TUNNEL_NOT_STARTED",
    "65, 71, SCRIPT_FAILED",
    "12, 69, TUNNEL_DIED",
    "12, 0, CONNECTION_LOST",
    "12, 143, CONNECTION_LOST",
    "137, 67, RSYNC_KILLED",
    "143, 143, RSYNC_STOPPED",
    "23, 69, RSYNC_FAILED",
    "64, 66, TUNNEL_NOT_READY"
  })
  void explains(int rsync, int sidecar, Reason reason) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, rsync).sidecarRestartedAfter(sidecar),
        logEnded(),
        fired(Timer.Kind.SETTLE));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "with {0}")
  @DisplayName("ended in good order or told to end, a sidecar still knows how it ended before")
  @ValueSource(ints = {0, 143})
  void endedWell(int code) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE)
            .ended(Diagnosis.RSYNC, 12)
            .sidecar(
                new ContainerState.Terminated(code, "", ""),
                Optional.of(new ContainerState.Terminated(69, "Error", ""))),
        logEnded(),
        fired(Timer.Kind.SETTLE));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.TUNNEL_DIED);
  }

  @ParameterizedTest(name = "ended with {0}: {1}")
  @DisplayName("a sidecar that fails before rsync's container may start ends the attempt")
  @CsvSource({
    "68, TUNNEL_NOT_STARTED",
    "69, TUNNEL_DIED",
    "70, SCRIPT_FAILED",
    "71, SCRIPT_FAILED",
    "137, TUNNEL_DIED"
  })
  void beforeRsync(int code, Reason reason) {
    RunUnderTest scene = RunUnderTest.in(Phase.STARTING_SOURCE, ONCE);

    scene.when(
        done(RequestKind.CREATE_SOURCE),
        podPending(SOURCE)
            .waiting(Diagnosis.RSYNC, "PodInitializing", "")
            .sidecar(
                new ContainerState.Waiting("CrashLoopBackOff", ""),
                Optional.of(new ContainerState.Terminated(code, "Error", ""))));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(reason);
  }

  @Test
  @DisplayName("a sidecar that runs while rsync's container has not started is waited with")
  void waits() {
    RunUnderTest.in(Phase.STARTING_SOURCE, ONCE)
        .when(
            done(RequestKind.CREATE_SOURCE),
            podPending(SOURCE).waiting(Diagnosis.RSYNC, "PodInitializing", "").withSidecar())
        .thenNothing();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("a sidecar that can't even be started is named as such")
  @CsvSource({
    "ImagePullBackOff, IMAGE_MISSING",
    "CreateContainerConfigError, CONTAINER_NOT_CREATED",
    "RunContainerError, CONTAINER_NOT_CREATED"
  })
  void cannotStart(String why, Reason reason) {
    RunUnderTest scene = RunUnderTest.in(Phase.STARTING_SOURCE, ONCE);

    scene.when(
        done(RequestKind.CREATE_SOURCE),
        podPending(SOURCE).sidecar(new ContainerState.Waiting(why, "no"), Optional.empty()));

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.message()).contains("container stunnel of the source pod");
  }

  @Test
  @DisplayName("a sidecar without enough memory is named, whether it was started again or not")
  void outOfMemory() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE)
            .sidecar(
                new ContainerState.Running(),
                Optional.of(new ContainerState.Terminated(137, "OOMKilled", ""))));

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(Reason.OOM_KILLED);
    assertThat(failure.message()).contains("resources.stunnel.limits.memory");
  }

  @Test
  @DisplayName("the pod is dropped from the API only once its sidecar has ended too")
  void forgets() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);
    scene.when(podRunning(SOURCE).withSidecar().rsyncSucceeded("postgresql"), logEnded());

    scene.when(done(RequestKind.DELETE_ALL)).thenNothing();
    scene
        .when(podRunning(SOURCE).sidecarEnded(143).rsyncSucceeded("postgresql"))
        .then("set FORGET to 1 s")
        .when(fired(Timer.Kind.FORGET))
        .then("forget Pod source-1");
  }
}
