package io.jenkins.plugins.volumetransfer.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.cluster.RequestTimeouts;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: what a server would refuse is known before anything is made. Method: the real client asks a
 * server of this machine, which takes services and refuses ConfigMaps.
 */
@DisplayName("An API server that is asked to admit what a run would make")
class RehearsalTest {
  private static final RequestTimeouts LITTLE = new RequestTimeouts(10_000, 10, 0);
  private static final HasMetadata CONFIG =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withName("c")
          .withNamespace("n")
          .withUid("u")
          .endMetadata()
          .build();
  private static final HasMetadata SERVICE =
      new ServiceBuilder()
          .withNewMetadata()
          .withName("s")
          .withNamespace("n")
          .withUid("u")
          .endMetadata()
          .build();

  @TempDir private Path directory;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int code;
  private volatile String said = "";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    asked.add(exchange.getRequestMethod() + " " + uri);
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean refused = uri.contains("/configmaps");
    if (refused) {
      body =
          """
          {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "%s"}
          """
              .formatted(code, said)
              .getBytes(StandardCharsets.UTF_8);
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(refused ? code : 201, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private List<Finding> of(HasMetadata... objects) throws IOException {
    Path kubeconfig =
        Files.writeString(
            directory.resolve("config"),
            """
            current-context: one
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
            users: [{name: u, user: {}}]
            contexts: [{name: one, context: {cluster: c, user: u}}]
            """
                .formatted(server.getAddress().getPort()));
    ClusterRef ref =
        new ClusterRef(
            Optional.of(kubeconfig.toString()), Optional.empty(), ClusterRef.Access.KUBECONFIG);
    try (Cluster cluster = KubeconfigClusters.open(ref, LITTLE, LITTLE)) {
      return new Rehearsal(side -> cluster).of(Side.DESTINATION, List.of(objects));
    }
  }

  @Test
  @DisplayName("and takes it all, is asked once about objects that are alike, and stores none")
  void admitted() throws IOException {
    assertThat(of(SERVICE, SERVICE))
        .containsExactly(
            Finding.ok(
                Finding.Subject.ADMISSION,
                "the destination cluster would admit 2 objects of a run (dryRun=All)"));
    assertThat(asked)
        .hasSize(1)
        .allMatch(request -> request.equals("POST /api/v1/namespaces/n/services?dryRun=All"));
  }

  @Test
  @DisplayName("is asked for nothing where nothing would be made")
  void nothing() throws IOException {
    assertThat(of()).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "403, exceeded quota: few, FAILED, QUOTA_EXCEEDED",
    "403, violates PodSecurity restricted:latest, FAILED, POD_SECURITY",
    "422, is invalid: data: Forbidden, FAILED, API_REFUSED",
    "400, admission webhook hook.example does not support dry run, UNKNOWN, ",
    "503, not now, UNKNOWN, ",
  })
  @DisplayName("and refuses an object, is quoted; what it can't know is not known")
  void refused(int status, String message, Finding.Verdict verdict, Reason reason)
      throws IOException {
    code = status;
    said = message;

    List<Finding> findings = of(SERVICE, CONFIG);

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo(Finding.Subject.ADMISSION);
              assertThat(finding.verdict()).isEqualTo(verdict);
              assertThat(finding.reason()).isEqualTo(Optional.ofNullable(reason));
              assertThat(finding.text()).startsWith("destination: ");
            });
    assertThat(asked).allMatch(request -> request.endsWith("dryRun=All"));
  }
}
