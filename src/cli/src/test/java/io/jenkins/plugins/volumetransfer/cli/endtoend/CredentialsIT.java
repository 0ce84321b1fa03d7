package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: each cluster only ever hears of its own user, and wrong endpoints are refused before
 * anything is made. Method: two embedded API servers that keep the Authorization header of every
 * request. Always local: a real API server does not tell.
 */
class CredentialsIT {
  @TempDir Path directory;

  private final List<LocalCluster> started = new ArrayList<>();
  private LocalCluster from;
  private LocalCluster to;

  @BeforeEach
  void start() throws IOException {
    from = cluster("from");
    to = cluster("to");
    Files.writeString(from.createClaim("app", "data").resolve("file"), "text");
    to.createClaim("app", "data");
  }

  @AfterEach
  void stop() {
    started.forEach(LocalCluster::close);
  }

  @Test
  @DisplayName("AUTO takes the load balancer between two clusters; no user is shown to the other")
  void apart() throws Exception {
    Outcome outcome = transfer();

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(outcome.all())
        .contains("endpoint LOAD_BALANCER: source and destination are two clusters");
    assertThat(to.claimDirectory("app", "data").resolve("file")).hasContent("text");
    assertThat(from.credentials().all()).containsOnlyKeys("Bearer token-of-from");
    assertThat(to.credentials().all()).containsOnlyKeys("Bearer token-of-to");
  }

  @Test
  @DisplayName("a ClusterIP between two clusters is refused before anything is made")
  void clusterIp() throws Exception {
    refused("--endpoint=cluster-ip", "ENDPOINT_REFUSED", "source and destination are two");
  }

  @Test
  @DisplayName("a Route where there are none is refused before anything is made")
  void route() throws Exception {
    refused("--endpoint=route", "ENDPOINT_REFUSED", "does not serve route.openshift.io");
  }

  private void refused(String endpoint, String... why) throws Exception {
    Outcome outcome = transfer(endpoint);

    assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(1);
    assertThat(outcome.all()).contains(why);
    assertThat(from.requests().of("create", "configmaps")).isZero();
    assertThat(to.requests().of("create", "configmaps")).isZero();
  }

  private Outcome transfer(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("transfer", "--from=app/data"));
    arguments.addAll(List.of("--to=app/data", "--image=localhost/any:1"));
    arguments.add("--source-kubeconfig=" + directory.resolve("from.kubeconfig"));
    arguments.add("--destination-kubeconfig=" + directory.resolve("to.kubeconfig"));
    arguments.addAll(List.of(options));
    return VolumeTransferCommand.run(directory.resolve("nowhere"), arguments);
  }

  private LocalCluster cluster(String name) throws IOException {
    LocalCluster cluster = LocalCluster.start(directory.resolve(name));
    started.add(cluster);
    cluster.createNamespace("app");
    String anonymous = Files.readString(cluster.kubeconfig());
    assertThat(anonymous).contains("user: {}");
    Files.writeString(
        directory.resolve(name + ".kubeconfig"),
        anonymous.replace("user: {}", "user: {token: token-of-" + name + "}"));
    return cluster;
  }
}
