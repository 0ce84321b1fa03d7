package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a reference that leads to no cluster is an error, never some other cluster. */
class KubeconfigClustersTest {
  @TempDir private Path directory;
  private Path kubeconfig;

  @BeforeEach
  void write() throws IOException {
    kubeconfig = directory.resolve("config");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: one
        clusters:
          - {name: c1, cluster: {server: "https://one.example.org:6443"}}
          - {name: c2, cluster: {server: "https://two.example.org:6443"}}
        users:
          - {name: u, user: {token: not-a-secret}}
        contexts:
          - {name: one, context: {cluster: c1, user: u}}
          - {name: two, context: {cluster: c2, user: u}}
        """);
  }

  @Test
  @DisplayName("a kubeconfig that is not there")
  void missingFile() {
    Path missing = directory.resolve("missing");

    refused(ref(missing, Optional.empty()), "kubeconfig " + missing + " is not a file");
  }

  @Test
  @DisplayName("a directory without a file kubeconfig")
  void emptyDirectory() {
    refused(
        ref(directory, Optional.empty()),
        "kubeconfig " + directory.resolve("kubeconfig") + " is not a file");
  }

  @Test
  @DisplayName("a directory with a file kubeconfig, as a mounted Secret is one")
  void directory() throws IOException {
    Files.copy(kubeconfig, directory.resolve("kubeconfig"));

    try (KubernetesClient client = KubeconfigClusters.client(ref(directory, Optional.empty()))) {
      assertThat(client.getMasterUrl()).hasToString("https://one.example.org:6443/");
    }
  }

  @Test
  @DisplayName("a context that the kubeconfig does not have, and those that it has")
  void unknownContext() {
    refused(
        ref(kubeconfig, Optional.of("three")),
        "kubeconfig " + kubeconfig + " has no context \"three\"; it has one, two");
  }

  @Test
  @DisplayName("a kubeconfig that is no YAML")
  void notYaml() throws IOException {
    Files.writeString(kubeconfig, "{{{");

    assertThatThrownBy(() -> new KubeconfigClusters().open(ref(kubeconfig, Optional.empty())))
        .isInstanceOfSatisfying(
            ClusterException.class,
            e -> {
              assertThat(e.failure().reason()).isEqualTo(Reason.NOT_LOGGED_IN);
              assertThat(e)
                  .hasMessage(
                      "kubeconfig "
                          + kubeconfig
                          + ": not valid YAML: line 1, column 3: Expected a field name (Scalar"
                          + " value in YAML)");
            });
  }

  @Test
  @DisplayName("the current context, where none is named")
  void currentContext() {
    try (KubernetesClient client = KubeconfigClusters.client(ref(kubeconfig, Optional.empty()))) {
      assertThat(client.getMasterUrl()).hasToString("https://one.example.org:6443/");
    }
  }

  @Test
  @DisplayName("the context that is named")
  void namedContext() {
    try (KubernetesClient client = KubeconfigClusters.client(ref(kubeconfig, Optional.of("two")))) {
      assertThat(client.getMasterUrl()).hasToString("https://two.example.org:6443/");
    }
  }

  @Test
  @DisplayName("inCluster outside of any cluster")
  void notInACluster() {
    refused(
        new ClusterRef(Optional.empty(), Optional.empty(), ClusterRef.Access.IN_CLUSTER),
        "inCluster: this process does not run in a pod with a service account");
  }

  private static ClusterRef ref(Path file, Optional<String> context) {
    return new ClusterRef(Optional.of(file.toString()), context, ClusterRef.Access.KUBECONFIG);
  }

  private static void refused(ClusterRef ref, String message) {
    assertThatThrownBy(() -> new KubeconfigClusters().open(ref))
        .isInstanceOfSatisfying(
            ClusterException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure(Reason.NOT_LOGGED_IN, message)));
  }
}
