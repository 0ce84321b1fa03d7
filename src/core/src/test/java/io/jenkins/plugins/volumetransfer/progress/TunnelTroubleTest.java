package io.jenkins.plugins.volumetransfer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines are those of stunnel 5.68 with OpenSSL 3.0.19, each provoked. */
class TunnelTroubleTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFUSED | s_connect: connect 127.0.0.1:1: Connection refused (111)
          NO_ROUTE | s_connect: connect 198.51.100.9:8443: Network is unreachable (101)
          TIMED_OUT | s_connect: s_poll_wait 127.0.0.1:7008: TIMEOUTconnect exceeded
          NO_SUCH_HOST | Error resolving "no.such.host.invalid": Neither nodename nor servname known (EAI_NONAME)
          NO_SUCH_HOST | No remote host resolved
          CERTIFICATE_REFUSED | Rejected by CERT at depth=0: CN=destination
          CERTIFICATE_REFUSED | SSL_connect: ../ssl/statem/statem_clnt.c:1889: error:0A000086:SSL routines::certificate verify failed
          CERTIFICATE_REFUSED_BY_PEER | SSL_read: ../ssl/record/rec_layer_s3.c:1601: error:0A000418:SSL routines::tlsv1 alert unknown ca
          TLS_VERSION | SSL_connect: ../ssl/record/rec_layer_s3.c:1601: error:0A00042E:SSL routines::tlsv1 alert protocol version
          TLS_VERSION | SSL_accept: ../ssl/statem/statem_srvr.c:1664: error:0A000102:SSL routines::unsupported protocol
          NOT_TLS | SSL_connect: ../ssl/record/ssl3_record.c:350: error:0A00010B:SSL routines::wrong version number
          NOT_TLS | SSL_connect: ../ssl/record/rec_layer_s3.c:318: error:0A000126:SSL routines::unexpected eof while reading
          """)
  void lines(TunnelTrouble trouble, String line) {
    assertThat(TunnelTrouble.of("2026.11.22 21:38:22 LOG3[0]: " + line))
        .contains(new TunnelTrouble.Told(trouble, line));
  }

  @ParameterizedTest(name = "nothing: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Service [rsync] accepted connection from 127.0.0.1:37666
          s_connect: connected 127.0.0.1:7001
          No more addresses to connect
          Certificate accepted at depth=0: CN=destination
          Connection reset: 0 byte(s) sent to TLS, 0 byte(s) sent to socket
          Insecure file permissions on tls.key
          """)
  void silent(String line) {
    assertThat(TunnelTrouble.of("2026.11.22 21:38:22 LOG5[0]: " + line)).isEmpty();
  }

  @Test
  @DisplayName("the last line that tells something counts: what was, may be over")
  void last() {
    assertThat(
            TunnelTrouble.last(
                List.of(
                    "LOG3[0]: s_connect: connect 10.0.0.7:8443: Connection refused (111)",
                    "LOG3[1]: s_connect: s_poll_wait 10.0.0.7:8443: TIMEOUTconnect exceeded",
                    "LOG5[1]: Connection reset: 0 byte(s) sent to TLS, 0 byte(s) sent to socket")))
        .get()
        .extracting(TunnelTrouble.Told::trouble)
        .isEqualTo(TunnelTrouble.TIMED_OUT);
  }
}
