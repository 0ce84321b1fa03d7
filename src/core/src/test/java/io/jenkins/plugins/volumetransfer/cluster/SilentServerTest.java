package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: whoever asks an API server that takes connections and says nothing is told soon that it is
 * waited for, and after a number of tries that is known, that it can't be reached. Method: a socket
 * that accepts and is silent, or answers once, and less patience than usual.
 */
@DisplayName("An API server that never answers")
@Tag("integration")
class SilentServerTest {
  private static final RequestTimeouts USUAL = new RequestTimeouts(200, 10, 4);
  private static final RequestTimeouts AT_FIRST = new RequestTimeouts(1_200, 10, 2);
  private static final String VERSION =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/json\r
      Content-Length: 28\r
      Connection: close\r
      \r
      {"major":"1","minor":"20"}

      """;

  @TempDir private Path directory;
  private final List<Socket> taken = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile int answers;
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread door = new Thread(this::take);
    door.setDaemon(true);
    door.start();
  }

  private void take() {
    while (!server.isClosed()) {
      try {
        Socket one = server.accept();
        taken.add(one);
        if (taken.size() <= answers) {
          one.getOutputStream().write(VERSION.getBytes(StandardCharsets.US_ASCII));
          one.close();
        }
      } catch (IOException closed) {
        // The loop looks.
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket each : taken) {
      each.close();
    }
  }

  @Test
  @DisplayName("is told of after two seconds, with the try, and is API_UNREACHABLE after the last")
  void silent() throws IOException {
    try (Cluster cluster = cluster()) {
      assertUnreachable(cluster);
    }
    assertThat(told)
        .singleElement(InstanceOfAssertFactories.STRING)
        // A busy machine may still be at the first after these seconds.
        .matches(
            "ask for the version: waiting for the API server "
                + address()
                + " to answer \\(try [12] of 3\\)");
    assertThat(taken).hasSize(AT_FIRST.triesMax());
  }

  @Test
  @DisplayName("but has answered before, is asked more often")
  void silentLater() throws IOException {
    answers = 1;
    try (Cluster cluster = cluster()) {
      assertThat(cluster.version()).hasToString("1.20");
      assertUnreachable(cluster);
    }
    assertThat(taken).hasSize(1 + USUAL.triesMax());
  }

  private void assertUnreachable(Cluster cluster) {
    assertThatThrownBy(cluster::version)
        .isInstanceOfSatisfying(
            ClusterException.class,
            e -> {
              assertThat(e.failure().reason()).isEqualTo(Reason.API_UNREACHABLE);
              assertThat(e.failure().message())
                  .endsWith("the API server " + address() + " can't be reached: timed out");
            });
  }

  private String address() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  private Cluster cluster() throws IOException {
    Path kubeconfig =
        Files.writeString(
            directory.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters:
              - {name: c, cluster: {server: "%s"}}
            users:
              - {name: u, user: {}}
            contexts:
              - {name: one, context: {cluster: c, user: u}}
            """
                .formatted(address()));
    ClusterRef ref =
        new ClusterRef(
            Optional.of(kubeconfig.toString()), Optional.empty(), ClusterRef.Access.KUBECONFIG);
    return new KubernetesCluster(KubeconfigClusters.client(ref, USUAL), AT_FIRST)
        .telling(told::add);
  }
}
