package io.jenkins.plugins.volumetransfer.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A server of this machine that says what a test wants, and a client of it that tries once. */
final class AnsweringServer implements AutoCloseable {
  private static final RequestTimeouts SHORT = new RequestTimeouts(5_000, 1, 1);

  private final HttpServer server;
  private final Cluster cluster;

  /**
   * @param directory for a kubeconfig
   */
  AnsweringServer(Path directory, HttpHandler answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", answers);
    server.start();
    Path kubeconfig = directory.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%s"}}]
        users: [{name: u, user: {}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        current-context: x
        """
            .formatted(server.getAddress().getPort()));
    cluster =
        KubeconfigClusters.open(
            new ClusterRef(
                Optional.of(kubeconfig.toString()), Optional.empty(), ClusterRef.Access.KUBECONFIG),
            SHORT,
            SHORT);
  }

  Cluster cluster() {
    return cluster;
  }

  static void respond(HttpExchange exchange, int code, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    cluster.close();
    server.stop(0);
  }
}
