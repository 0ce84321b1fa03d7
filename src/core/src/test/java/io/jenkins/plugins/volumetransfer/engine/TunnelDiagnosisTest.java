package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.logged;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine makes of both stunnels' logs, where no tunnel came about. */
class TunnelDiagnosisTest {
  private static final String REFUSED =
      "LOG3[0]: s_connect: connect 10.0.0.7:8443: Connection refused (111)";
  private static final String REJECTED = "LOG4[0]: Rejected by CERT at depth=0: CN=client";
  private static final String ALERT = "LOG3[0]: SSL_read: SSL routines::tlsv1 alert unknown ca";

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "s_connect: connect 10.0.0.7:8443: Connection refused (111), DESTINATION_NOT_LISTENING",
    "s_connect: s_poll_wait 10.0.0.7:8443: TIMEOUTconnect exceeded, DESTINATION_UNREACHABLE",
    "s_connect: connect 10.0.0.7:8443: No route to host (113), DESTINATION_UNREACHABLE",
    "Error resolving \"x\": Neither nodename nor servname known (EAI_NONAME), DESTINATION_UNKNOWN",
    "Rejected by CERT at depth=0: CN=server, CERTIFICATE_REFUSED",
    "error:0A000418:SSL routines::tlsv1 alert unknown ca, CERTIFICATE_REFUSED",
    "error:0A00042E:SSL routines::tlsv1 alert protocol version, TLS_MISMATCH",
    "error:0A00010B:SSL routines::wrong version number, TLS_MISMATCH",
  })
  void reasons(String line, Reason reason) {
    RunUnderTest scene =
        RunUnderTest.in(Phase.READING_TUNNEL_LOGS).when(read(List.of("LOG3[0]: " + line)));

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.message()).contains(line);
  }

  @Test
  @DisplayName("a certificate that the destination refuses is explained in the destination's words")
  void byDestination() {
    Failure failure =
        TunnelDiagnosis.of(new TunnelLogs(List.of(ALERT), List.of(REJECTED))).orElseThrow();

    assertThat(failure.message())
        .contains("refuses the source's certificate")
        .contains("the destination's said: Rejected by CERT at depth=0: CN=client");
  }

  @Test
  @DisplayName("a tunnel that opens onto nothing is told from one that does not open")
  void noDaemon() {
    Failure failure = TunnelDiagnosis.of(new TunnelLogs(List.of(), List.of(REFUSED))).orElseThrow();

    assertThat(failure.reason()).isEqualTo(Reason.DESTINATION_NOT_LISTENING);
    assertThat(failure.message()).contains("the rsync daemon behind it does not listen");
  }

  @Test
  @DisplayName("logs that can't be read, or tell nothing, leave the verdict as it was")
  void silent() {
    for (Happening nothing : List.of(read(List.of()), fired(Timer.Kind.TUNNEL_LOG))) {
      RunUnderTest scene = RunUnderTest.in(Phase.READING_TUNNEL_LOGS).when(nothing);

      assertThat(scene.cleanedUp().failure().orElseThrow().reason())
          .isEqualTo(Reason.TUNNEL_NOT_READY);
    }
  }

  @Test
  @DisplayName("a tunnel that does not open within seconds is asked why, and the answer is told")
  void early() {
    RunUnderTest.in(Phase.COPYING)
        .when(fired(Timer.Kind.TUNNEL_LOG))
        .then("read the log of stunnel in source-1 and of destination-1")
        .when(read(List.of(REFUSED)))
        .thenPhase(Phase.COPYING)
        .thenAmongOthers(
            "warning: the tunnel is not open yet: the destination's address is reached, but"
                + " nothing listens there (stunnel in the source pod: s_connect: connect"
                + " 10.0.0.7:8443: Connection refused (111)); look at the destination pod, or"
                + " correct `destination.address`");
  }

  @Test
  @DisplayName("a refused certificate is not waited out")
  void atOnce() {
    RunUnderTest scene = RunUnderTest.in(Phase.COPYING).when(read(List.of(ALERT)));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason())
        .isEqualTo(Reason.CERTIFICATE_REFUSED);
  }

  @Test
  @DisplayName("once rsync has begun, the tunnel is no question any more")
  void begun() {
    RunUnderTest.in(Phase.COPYING)
        .when(logged("volume-transfer: volume postgresql begins"))
        .when(fired(Timer.Kind.TUNNEL_LOG))
        .thenNothing()
        .when(read(List.of(ALERT)))
        .thenNothing();
  }

  private static Happening read(List<String> source) {
    return scene ->
        new Event.TunnelLogsRead(
            scene.transfer(), scene.attempt(), new TunnelLogs(source, List.of()));
  }
}
