package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: a copy whose two sides have a kubeconfig each. Method: two test beds; on a real cluster
 * both are the same one, with two users of whom each has the rights of one side only.
 */
class TwoClustersIT {
  private static TestBed sourceBed;
  private static TestBed destinationBed;
  private static String source;
  private static String destination;
  private static TestBed.User reader;
  private static TestBed.User writer;

  @BeforeAll
  static void prepare() throws Exception {
    sourceBed = TestBed.open();
    destinationBed = TestBed.open();
    source = sourceBed.createNamespace("source");
    destination = destinationBed.createNamespace("destination");
    sourceBed.createClaim(source, "data");
    destinationBed.createClaim(destination, "data");
    sourceBed.fill(source, "data", 200, 2);
    reader = sourceBed.userWith(roles("source"), source);
    writer = destinationBed.userWith(roles("destination"), destination);
  }

  @AfterAll
  static void close() throws Exception {
    sourceBed.close();
    destinationBed.close();
  }

  @Test
  @DisplayName("a node port leads from one cluster to the other, and neither sees the other's user")
  void nodePort() throws Exception {
    Outcome outcome =
        VolumeTransferCommand.run(
            reader.kubeconfig(), between(reader, writer, "transfer", "--endpoint=node-port"));

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(outcome.all()).contains("endpoint NODE_PORT: as the spec says");
    assertThat(
            sourceBed
                .listing(source, "data")
                .differences(destinationBed.listing(destination, "data")))
        .isEmpty();
    assertThat(sourceBed.leftovers(source)).isEmpty();
    assertThat(destinationBed.leftovers(destination)).isEmpty();
  }

  static List<String> between(TestBed.User from, TestBed.User to, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--from=" + source + "/data",
            "--to=" + destination + "/data",
            "--source-kubeconfig=" + from.kubeconfig(),
            "--destination-kubeconfig=" + to.kubeconfig(),
            "--image=" + sourceBed.image()));
    return arguments;
  }

  private static String roles(String side) throws Exception {
    Outcome roles =
        VolumeTransferCommand.run(
            sourceBed.kubeconfig(),
            List.of(
                "plan",
                "--rbac",
                "--side=" + side,
                "--endpoint=node-port",
                "--from=" + source + "/data",
                "--to=" + destination + "/data"));
    assertThat(roles.exitCode()).as(roles.all()).isZero();
    return roles.output();
  }
}
