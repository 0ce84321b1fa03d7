package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: what the API server or the network refuses has a reason and says what was asked. */
class ApiErrorsTest {
  private static final String SERVER = "https://api.example.org";

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("the server's code decides the reason")
  @CsvSource({
    "400, API_REFUSED",
    "401, NOT_LOGGED_IN",
    "403, PERMISSION_DENIED",
    "404, API_REFUSED",
    "409, ALREADY_EXISTS",
    "422, API_REFUSED",
    "408, API_UNREACHABLE",
    "429, API_UNREACHABLE",
    "500, API_UNREACHABLE",
    "502, API_UNREACHABLE",
    "503, API_UNREACHABLE",
    "504, API_UNREACHABLE"
  })
  void codes(int code, Reason reason) {
    Failure failure = translate(answered(code, "because"));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.message()).startsWith("create Pod a/b: ").contains(Integer.toString(code));
  }

  @Test
  @DisplayName("a right that is missing: the server's words name it, ours say how to get it")
  void forbidden() {
    assertThat(translate(answered(403, "pods is forbidden: cannot create")).message())
        .isEqualTo(
            "create Pod a/b: pods is forbidden: cannot create (403); its user needs a Role"
                + " with that right");
  }

  @ParameterizedTest(name = "{1}: {0}")
  @DisplayName("admission refuses with 403 too, and is no matter of rights")
  @CsvSource({
    "'pods \"x\" is forbidden: exceeded quota: few, requested: pods=1', QUOTA_EXCEEDED, quota",
    "'pods \"x\" is forbidden: failed quota: few: must specify limits.memory', QUOTA_EXCEEDED, resources",
    "'pods \"x\" is forbidden: maximum memory usage per Container is 1Gi', API_REFUSED, rule",
    "'admission webhook \"w\" denied the request: no', API_REFUSED, rule",
    "'pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\"', POD_SECURITY, nonRoot",
    "'unable to validate against any security context constraint: []', POD_SECURITY, nonRoot"
  })
  void notAdmitted(String said, Reason reason, String advice) {
    Failure failure = translate(answered(403, said));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.message()).contains(said, advice).doesNotContain("--rbac");
  }

  @Test
  @DisplayName("an error without the server's words has the client's")
  void withoutStatus() {
    assertThat(translate(new KubernetesClientException("what happened", 422, null)).message())
        .isEqualTo("create Pod a/b: what happened (422)");
  }

  static Stream<Arguments> network() {
    return Stream.of(
        Arguments.of(new UnknownHostException("api.example.org"), "no such host: api.example.org"),
        Arguments.of(new SocketTimeoutException("x"), "timed out"),
        Arguments.of(new TimeoutException(), "timed out"),
        Arguments.of(new ConnectException("Connection refused"), "Connection refused"),
        Arguments.of(new SSLHandshakeException("unknown CA"), "unknown CA"),
        Arguments.of(new IOException("the innermost"), "the innermost"),
        Arguments.of(new IOException(), "IOException"));
  }

  @ParameterizedTest
  @DisplayName("a server that can't be reached: the cause is named, however deep it lies")
  @MethodSource("network")
  void unreachable(Exception cause, String text) {
    Failure failure =
        translate(new KubernetesClientException("outer", new IOException("middle", cause)));

    assertThat(failure)
        .isEqualTo(
            new Failure(
                Reason.API_UNREACHABLE,
                "create Pod a/b: the API server " + SERVER + " can't be reached: " + text));
  }

  private static KubernetesClientException answered(int code, String message) {
    return new KubernetesClientException(
        "client: " + message, code, new StatusBuilder().withMessage(message).build());
  }

  private static Failure translate(Throwable error) {
    return ApiErrors.translate("create Pod a/b", SERVER, error).failure();
  }
}
