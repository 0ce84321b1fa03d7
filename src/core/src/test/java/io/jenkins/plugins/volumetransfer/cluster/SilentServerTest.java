package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

/**
 * Goal: an API server that takes connections and says nothing is named, after a number of tries
 * that is known. Method: a socket that accepts and never answers, and less patience than usual.
 */
@DisplayName("An API server that never answers")
class SilentServerTest {
  private static final KubeconfigClusters.Patience LITTLE =
      new KubeconfigClusters.Patience(200, 10);

  @TempDir private Path directory;
  private final List<Socket> taken = new CopyOnWriteArrayList<>();
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
        taken.add(server.accept());
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
  @DisplayName("is API_UNREACHABLE, with its address, after the last try")
  void silent() throws IOException {
    String address = "127.0.0.1:" + server.getLocalPort();
    Path kubeconfig =
        Files.writeString(
            directory.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters:
              - {name: c, cluster: {server: "http://%s"}}
            users:
              - {name: u, user: {}}
            contexts:
              - {name: one, context: {cluster: c, user: u}}
            """
                .formatted(address));
    ClusterRef ref =
        new ClusterRef(
            Optional.of(kubeconfig.toString()), Optional.empty(), ClusterRef.Access.KUBECONFIG);

    try (Cluster cluster = new KubernetesCluster(KubeconfigClusters.client(ref, LITTLE))) {
      assertThatThrownBy(cluster::version)
          .isInstanceOfSatisfying(
              ClusterException.class,
              e -> {
                assertThat(e.failure().reason()).isEqualTo(Reason.API_UNREACHABLE);
                assertThat(e.failure().message())
                    .endsWith("the API server http://" + address + "/ can't be reached: timed out");
              });
    }
    assertThat(taken).hasSize(1 + KubeconfigClusters.RETRIES_MAX);
  }
}
