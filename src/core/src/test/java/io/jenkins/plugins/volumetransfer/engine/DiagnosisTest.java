package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logEnded;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.spec.ContainerResources;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: each end of the containers has its own reason. */
class DiagnosisTest {
  private static final TransferSpec ONCE = RunUnderTest.withRetries(0);
  private static final TransferSpec TWO_VOLUMES =
      SampleTransfers.spec("a/x b/x", "a/y b/y")
          .withPods(
              new PodOptions(
                  Topology.SEPARATE,
                  PodPer.NAMESPACE,
                  RunAs.ROOT,
                  "image",
                  "image",
                  ContainerResources.NONE,
                  ContainerResources.NONE));

  @ParameterizedTest(name = "rsync {0} is {1}")
  @DisplayName("rsync's own code, with nothing else to see")
  @CsvSource({
    "1, RSYNC_FAILED",
    "2, RSYNC_FAILED",
    "11, RSYNC_FAILED",
    "23, RSYNC_FAILED",
    "10, CONNECTION_LOST",
    "12, CONNECTION_LOST",
    "30, NO_PROGRESS",
    "35, CONNECTION_LOST",
    "24, SOURCE_CHANGED",
    "64, TUNNEL_NOT_READY",
    "65, TUNNEL_DIED",
    "68, TUNNEL_NOT_STARTED",
    "69, TUNNEL_DIED",
    "70, SCRIPT_FAILED",
    "71, SCRIPT_FAILED",
    "72, SOURCE_MISSING",
    "79, IMAGE_UNSUITABLE",
    "127, RSYNC_FAILED",
    "130, RSYNC_STOPPED",
    "137, RSYNC_KILLED",
    "143, RSYNC_STOPPED",
    "255, RSYNC_STOPPED"
  })
  void rsyncCode(int code, Reason reason) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, code), logEnded(), fired(Timer.Kind.SETTLE));

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(reason);
    if (code != 137) {
      assertThat(failure.message()).contains("code " + code);
    }
  }

  static Stream<Arguments> endsBesideRsync() {
    return Stream.of(
        arguments("stunnel died, and rsync saw it", 65, 69, Reason.TUNNEL_DIED),
        arguments("stunnel died, and rsync lost its connection", 12, 69, Reason.TUNNEL_DIED),
        arguments("stunnel's container was killed", 65, 137, Reason.TUNNEL_DIED),
        arguments("stunnel could not start", 65, 68, Reason.TUNNEL_NOT_STARTED),
        arguments("stunnel's script could not use the shared volume", 65, 70, Reason.SCRIPT_FAILED),
        arguments("stunnel's script lacked something", 65, 71, Reason.SCRIPT_FAILED),
        arguments("stunnel's image lacked something", 65, 79, Reason.IMAGE_UNSUITABLE),
        arguments("stunnel ended in good order", 12, 0, Reason.CONNECTION_LOST),
        arguments("rsync's container was killed", 137, 67, Reason.RSYNC_KILLED),
        arguments("both containers were told to stop", 143, 143, Reason.RSYNC_STOPPED),
        arguments("rsync failed by itself", 23, 69, Reason.RSYNC_FAILED));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @DisplayName("what stunnel's container in the source pod ended with, beside rsync's")
  @MethodSource("endsBesideRsync")
  void stunnelBesideRsync(String what, int rsync, int stunnel, Reason reason) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, rsync).ended(Diagnosis.STUNNEL, stunnel),
        logEnded(),
        fired(Timer.Kind.SETTLE));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).as(what).isEqualTo(reason);
  }

  @ParameterizedTest(name = "rsync {0}")
  @DisplayName("a code that others may explain waits for them, but not for ever")
  @ValueSource(ints = {10, 12, 30, 35, 65, 137, 143})
  void waitsForTheCause(int code) {
    RunUnderTest.in(Phase.COPYING, ONCE)
        .when(podRunning(SOURCE).ended(Diagnosis.RSYNC, code), logEnded())
        .thenPhase(Phase.SETTLING)
        .when(fired(Timer.Kind.SETTLE))
        .thenPhase(Phase.CLEANING);
  }

  @ParameterizedTest(name = "rsync {0}")
  @DisplayName("a code that speaks for itself is judged as soon as the log has ended")
  @ValueSource(ints = {0, 1, 11, 23, 24, 72})
  void judgesAtOnce(int code) {
    RunUnderTest.in(Phase.COPYING, ONCE)
        .when(podRunning(SOURCE).ended(Diagnosis.RSYNC, code))
        .thenPhase(Phase.SETTLING)
        .when(logEnded())
        .thenPhase(Phase.CLEANING);
  }

  @Test
  @DisplayName("a lost connection is the destination's when a container of its pod has ended")
  void destinationEnded() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 12),
        logEnded(),
        podReady(DESTINATION).ended(Diagnosis.RSYNC, 74));

    assertThat(scene.cleanedUp().failure().orElseThrow())
        .isEqualTo(
            new Failure(
                Reason.DESTINATION_ENDED,
                "container rsync of the destination pod ended with code 74 (The rsync daemon ended"
                    + " by itself, without an error) while it was needed"));
  }

  @Test
  @DisplayName("a sub-path that can't be made at the destination has its own name")
  void destinationUnusable() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_DESTINATION)
            .when(podRunning(DESTINATION).ended(Diagnosis.RSYNC, 73));

    assertThat(scene.cleanedUp().failure().orElseThrow())
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.DESTINATION_UNUSABLE))
        .satisfies(
            failure -> assertThat(failure.message()).contains("the destination claim", "code 73"));
  }

  @Test
  @DisplayName("a destination's script that refuses to work is not tried again")
  void destinationRefuses() {
    RunUnderTest scene =
        RunUnderTest.in(Phase.STARTING_DESTINATION)
            .when(podRunning(DESTINATION).ended(Diagnosis.STUNNEL, 71));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason()).isEqualTo(Reason.SCRIPT_FAILED);
  }

  @Test
  @DisplayName("0 without a word about the volume is no success")
  void nothingReported() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(podRunning(SOURCE).rsyncSucceeded(), logEnded());

    assertThat(scene.cleanedUp().failure())
        .contains(
            new Failure(
                Reason.RESULT_INCOMPLETE,
                "rsync's container ended with 0, but did not report success for postgresql"));
  }

  @ParameterizedTest(name = "said \"{0}\"")
  @DisplayName("0 is no success unless each volume's own line says 0")
  @ValueSource(
      strings = {"x 0", "y 0", "x 0\ny 23", "x 0\ny", "x 0\ny 00", "x 0\nyy 0", "x 0 y 0", ""})
  void incomplete(String said) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, TWO_VOLUMES);

    scene.when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 0, "Completed", said), logEnded());

    assertThat(scene.cleanedUp().failure().orElseThrow().reason())
        .isEqualTo(Reason.RESULT_INCOMPLETE);
  }

  @ParameterizedTest(name = "rsync {0}")
  @DisplayName("lines that say 0 don't help a container that ended with another code")
  @ValueSource(ints = {1, 12, 23, 137})
  void reportedButFailed(int code) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        podRunning(SOURCE).ended(Diagnosis.RSYNC, code, "Error", "postgresql 0\n"),
        logEnded(),
        fired(Timer.Kind.SETTLE));

    assertThat(scene.cleanedUp().succeeded()).isFalse();
  }

  @ParameterizedTest(name = "rsync {0}")
  @DisplayName("a full volume is named with figures, whatever code rsync has for it")
  @ValueSource(ints = {11, 12, 23})
  void noSpace(int code) {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "      2,097,152  50%    1.00MB/s    0:00:01 (xfr#1, to-chk=1/2)",
            "rsync: [receiver] write failed on \"big\": No space left on device (28)"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, code),
        logEnded(),
        fired(Timer.Kind.SETTLE));

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(Reason.NO_SPACE);
    assertThat(failure.message())
        .startsWith(
            "no space left on the destination claim app-4/postgresql: 2.0 MiB of about 3.9 MiB were"
                + " sent; make the claim larger, or leave something out by `excludes` (code "
                + code)
        .contains("No space left on device");
  }

  @Test
  @DisplayName("the message quotes at most three of rsync's complaints")
  void quotesComplaints() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        logged(
            "volume-transfer: volume postgresql begins",
            "rsync: [sender] one: Permission denied (13)",
            "rsync: [sender] two: Permission denied (13)",
            "rsync: [sender] three: Permission denied (13)",
            "rsync: [sender] four: Permission denied (13)"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 23),
        logEnded());

    assertThat(scene.cleanedUp().failure().orElseThrow().message())
        .isEqualTo(
            "rsync failed with code 23 (Some files or attributes could not be copied; the log"
                + " names them); it said: rsync: [sender] one: Permission denied (13) | rsync:"
                + " [sender] two: Permission denied (13) | rsync: [sender] three: Permission"
                + " denied (13)");
  }

  @Test
  @DisplayName("where rsync said nothing, the script's last words are quoted")
  void quotesTheScript() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING, ONCE);

    scene.when(
        logged("volume-transfer: look at the network"),
        podRunning(SOURCE).ended(Diagnosis.RSYNC, 64),
        logEnded());

    assertThat(scene.cleanedUp().failure().orElseThrow().message())
        .isEqualTo(
            "code 64 (No rsync daemon answered through the tunnel in time); it said: look at the"
                + " network");
  }

  @Test
  @DisplayName("a failure is one line, whatever it quotes")
  void oneLine() {
    assertThat(new Failure(Reason.INTERNAL, " one \r\n\n  two\n").message()).isEqualTo("one two");
  }
}
