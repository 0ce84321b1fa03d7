package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podPending;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A container that somebody else has put into a transfer pod")
class InjectedContainerTest {
  private static final String NAME = "mesh-proxy";

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {0, 1, 137})
  @DisplayName("and that ends, whatever its code, ends no copy")
  void ends(int code) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING);

    scene.when(
        podReady(DESTINATION).injected(NAME, Pods.end(code)),
        podRunning(SOURCE).injected(NAME, Pods.end(code)));

    scene.thenPhase(Phase.COPYING);
    scene.when(
        podRunning(SOURCE).injected(NAME, Pods.end(code)).rsyncSucceeded("postgresql"), logEnded());
    assertThat(scene.cleanedUp().failure()).isEmpty();
  }

  @Test
  @DisplayName("and that never ends keeps no copy from its end")
  void neverEnds() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING);

    scene.when(
        podRunning(SOURCE)
            .injected(NAME, new ContainerState.Running())
            .rsyncSucceeded("postgresql")
            .ended(Diagnosis.STUNNEL, 0),
        logEnded());

    assertThat(scene.allActions())
        .filteredOn(Action.Delete.class::isInstance)
        .allSatisfy(action -> assertThat(((Action.Delete) action).ended()).isEmpty());
    assertThat(scene.cleanedUp().failure()).isEmpty();
  }

  @Test
  @DisplayName("and that keeps the pod from its start is named")
  void hint() {
    RunUnderTest scene = RunUnderTest.in(Phase.STARTING_DESTINATION, RunUnderTest.withRetries(0));

    scene.when(
        podPending(DESTINATION)
            .waiting("rsync", "PodInitializing", "")
            .injected("mesh-init", new ContainerState.Waiting("ImagePullBackOff", "no such image")),
        fired(Timer.Kind.POD_START));

    assertThat(scene.cleanedUp().failure().orElseThrow().message())
        .contains("(rsync PodInitializing); in the pod, but not ours: mesh-init ImagePullBackOff");
  }

  @Test
  @DisplayName("and by whose end the pod has failed before ours ran is named")
  void failedBefore() {
    RunUnderTest scene = RunUnderTest.in(Phase.STARTING_DESTINATION, RunUnderTest.withRetries(0));

    scene.when(
        podPending(DESTINATION)
            .waiting("rsync", "PodInitializing", "")
            .failed("", "")
            .injected("mesh-init", Pods.end(1)));

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.POD_FAILED,
                "the destination pod failed before its containers ran; in the pod, but not ours:"
                    + " mesh-init ended with code 1"));
  }
}
