package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a refusal is Kubernetes' own or said to be another's, whatever its code. Method: a server
 * that answers each request alike, and the real client.
 */
class RefusalsTest {
  private static final ObjectRef SECRET =
      new ObjectRef(Side.SOURCE, ObjectRef.Kind.SECRET, "a", "vt-x");

  @TempDir private Path directory;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private AnsweringServer server;
  private Cluster cluster;
  private volatile int code;
  private volatile String type = "application/json";
  private volatile String body = "";
  private volatile String warning = "";

  @BeforeEach
  void start() throws IOException {
    server = new AnsweringServer(directory, this::answer);
    cluster = server.cluster();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod());
    if (!warning.isEmpty()) {
      exchange.getResponseHeaders().add("Warning", warning);
    }
    AnsweringServer.respond(exchange, code, type, body);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answers(int answerCode, String answerType, String answerBody) {
    code = answerCode;
    type = answerType;
    body = answerBody;
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @DisplayName("what a proxy refuses is no missing right, no missing object, no wrong credentials")
  @CsvSource({
    "401, text/plain, Unauthorized",
    "401, application/json, '{\"type\":\"error\",\"status\":\"401\"}'",
    "402, text/plain, pay",
    "403, text/plain, Forbidden",
    "403, text/html, <html>",
    "403, application/json, '{\"error\":\"denied\"}'",
    "403, application/json, ''",
    "404, text/plain, not found",
    "404, application/json, '{\"message\":\"no Route matched with those values\"}'",
    "405, text/plain, no",
    "407, text/plain, Proxy Authentication Required",
    "409, text/plain, Conflict",
    "410, text/plain, Gone",
    "422, application/json, '[]'",
    "451, text/plain, no"
  })
  void proxies(int answerCode, String answerType, String answerBody) {
    answers(answerCode, answerType, answerBody);

    for (Failure failure : all()) {
      assertThat(failure.reason()).isEqualTo(Reason.NOT_KUBERNETES);
      assertThat(failure.message()).contains("it answered " + answerCode, "a proxy");
    }
  }

  private List<Failure> all() {
    return List.of(
        failed(() -> cluster.claim("a", "x")),
        failed(() -> cluster.create(configMap())),
        failed(() -> cluster.owned(List.of("a"))),
        failed(() -> cluster.namespaceLabels("a")),
        failed(() -> cluster.hasStorageClass("fast")),
        failed(() -> cluster.nodeLabels("n1")),
        failed(() -> cluster.delete(SECRET, "uid")),
        failed(() -> cluster.exists(SECRET)),
        failed(() -> cluster.deleteNamed(SECRET)));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a proxy that does not reach the server is asked again, and named")
  @CsvSource({"502, Bad Gateway", "503, no healthy upstream", "504, Gateway Timeout"})
  void gateways(int answerCode, String answerBody) {
    answers(answerCode, "text/plain", answerBody);

    Failure failure = failed(() -> cluster.claim("a", "x"));

    assertThat(failure.reason()).isEqualTo(Reason.API_UNREACHABLE);
    assertThat(failure.message())
        .contains(" answered " + answerCode, "no answer of Kubernetes: a proxy or load balancer");
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500})
  @DisplayName("what an API server may say itself is not laid to a proxy")
  void overloaded(int answerCode) {
    answers(answerCode, "text/plain", "later");

    assertThat(failed(() -> cluster.claim("a", "x")).message())
        .contains(" answered " + answerCode)
        .doesNotContain("proxy");
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("a Status is Kubernetes' own")
  @CsvSource({
    "401, Unauthorized, NOT_LOGGED_IN",
    "403, Forbidden, PERMISSION_DENIED",
    "409, AlreadyExists, ALREADY_EXISTS",
    "503, ServiceUnavailable, API_UNREACHABLE"
  })
  void kubernetes(int answerCode, String reason, Reason expected) {
    answers(answerCode, "application/json", status(answerCode, reason));

    Failure failure = failed(() -> cluster.create(configMap()));

    assertThat(failure.reason()).isEqualTo(expected);
    assertThat(failure.message()).doesNotContain("proxy");
  }

  @Test
  @DisplayName("what a Status says is not there is not there")
  void notFound() {
    answers(404, "application/json", status(404, "NotFound"));

    assertThat(cluster.claim("a", "x")).isEmpty();
    assertThat(cluster.delete(SECRET, "uid")).isFalse();
    assertThat(cluster.exists(SECRET)).isFalse();
    assertThat(cluster.hasStorageClass("fast")).contains(false);
    assertThat(cluster.nodeLabels("n1")).isEmpty();
  }

  @Test
  @DisplayName("a group that a server does not have is answered as any Go program does")
  void noGroup() {
    answers(404, "text/plain", "404 page not found\n");

    assertThat(cluster.exists(new ObjectRef(Side.SOURCE, ObjectRef.Kind.ROUTE, "a", "vt-x")))
        .isFalse();
  }

  @Test
  @DisplayName("but each server has claims, so there it is no API server")
  void noClaims() {
    answers(404, "text/plain", "404 page not found\n");

    assertThat(failed(() -> cluster.claim("a", "x")).reason()).isEqualTo(Reason.NOT_KUBERNETES);
  }

  @Test
  @DisplayName("how often a creation was sent, and how many of these may be done yet, is counted")
  void tried() {
    answers(504, "text/plain", "late");
    ClusterException late =
        catchThrowableOfType(ClusterException.class, () -> cluster.create(configMap()));
    answers(403, "application/json", status(403, "Forbidden"));
    ClusterException refused =
        catchThrowableOfType(ClusterException.class, () -> cluster.create(configMap()));

    assertThat(late.tried()).isEqualTo(new Tried(2, 2));
    assertThat(refused.tried()).isEqualTo(Tried.ONCE);
  }

  @Test
  @DisplayName("what a server remarks on a dry run is told")
  void warnings() {
    answers(
        201,
        "application/json",
        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"vt-x\",\"namespace\":\"a\","
            + "\"uid\":\"1\"}}");
    warning = "299 - \"would violate PodSecurity \\\"restricted:latest\\\"\"";

    assertThat(cluster.rehearse(configMap()))
        .containsExactly("would violate PodSecurity \"restricted:latest\"");
    assertThat(cluster.create(configMap()).tried()).isEqualTo(Tried.ONCE);
  }

  private static String status(int code, String reason) {
    return ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
            + "\"message\":\"because\",\"reason\":\"%s\",\"code\":%d}")
        .formatted(reason, code);
  }

  private static ConfigMap configMap() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("a")
        .withName("vt-x")
        .endMetadata()
        .build();
  }

  private static Failure failed(Runnable request) {
    ClusterException thrown = catchThrowableOfType(ClusterException.class, request::run);
    assertThat(thrown).isNotNull();
    return thrown.failure();
  }
}
