package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Each failure ends the command with its own reason, at once, and leaves nothing behind. The copy
 * is slowed down, so that what happens to it happens in its midst.
 */
@Tag("search")
class FailureIT {
  /** From the cause to the end of the command: pods have 10 s to go, and the kubelet its time. */
  private static final Duration SOON = Duration.ofSeconds(40);

  private static TestBed bed;
  private static String source;
  private String destination;

  @BeforeAll
  static void fillTheSource() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    bed.createClaim(source, "data");
    bed.onClaim(
        source, "data", "head --bytes=200M /dev/urandom >\"$1/big\"; echo file >\"$1/name\"");
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @BeforeEach
  void makeTheDestination() throws Exception {
    destination = bed.createNamespace("destination");
    bed.createClaim(destination, "data");
  }

  @ParameterizedTest(name = "{0}")
  @Topologies({"SEPARATE", "SIDECAR"})
  @DisplayName("rsync fails: its code, its meaning and its complaint are told")
  void rsyncFails(String topology) throws Exception {
    bed.assumeRuns(topology);
    bed.onClaim(destination, "data", "mkdir \"$1/name\"; echo precious >\"$1/name/file\"");

    Outcome outcome =
        VolumeTransferCommand.run(bed.kubeconfig(), arguments(topology, "--no-delete"));

    assertFailed(outcome, "RSYNC_FAILED");
    assertThat(outcome.all()).contains("23", "name");
  }

  @ParameterizedTest(name = "{0}")
  @Topologies({"SEPARATE", "SIDECAR"})
  @DisplayName("stunnel killed while copying")
  void stunnelKilled(String topology) throws Exception {
    bed.assumeRuns(topology);
    try (VolumeTransferCommand command = startSlowCopy(topology)) {
      String pod = awaitCopying();
      Instant cause = Instant.now();
      bed.kill(source, pod, "stunnel", "stunnel");

      assertFailed(command.outcome(), "TUNNEL_DIED");
      assertSoonAfter(cause);
    }
  }

  @ParameterizedTest(name = "{0}")
  @Topologies({"SEPARATE", "SIDECAR"})
  @DisplayName("rsync killed while copying")
  void rsyncKilled(String topology) throws Exception {
    bed.assumeRuns(topology);
    try (VolumeTransferCommand command = startSlowCopy(topology)) {
      String pod = awaitCopying();
      Instant cause = Instant.now();
      bed.kill(source, pod, "rsync", "rsync");

      assertFailed(command.outcome(), "RSYNC_KILLED");
      assertSoonAfter(cause);
    }
  }

  @ParameterizedTest(name = "{0}")
  @Topologies({"SEPARATE", "SIDECAR"})
  @DisplayName("stunnel of the destination killed while copying")
  void destinationKilled(String topology) throws Exception {
    bed.assumeRuns(topology);
    try (VolumeTransferCommand command = startSlowCopy(topology)) {
      awaitCopying();
      Instant cause = Instant.now();
      bed.kill(destination, pod(destination), "stunnel", "stunnel");

      assertFailed(command.outcome(), "DESTINATION_ENDED");
      assertSoonAfter(cause);
    }
  }

  @ParameterizedTest(name = "{0}")
  @Topologies({"SEPARATE", "SINGLE", "SIDECAR"})
  @DisplayName(
      "the tunnel never opens: nothing listens at the port, and stunnel's own words say so")
  void tunnelNeverOpens(String topology) throws Exception {
    bed.assumeRuns(topology);
    Outcome outcome =
        VolumeTransferCommand.run(
            bed.kubeconfig(), arguments(topology, "--tunnel-timeout=5s", "--address=127.0.0.1:9"));

    assertFailed(outcome, "DESTINATION_NOT_LISTENING");
    assertThat(outcome.all()).contains("Connection refused", "correct `destination.address`");
    assertThat(outcome.duration()).isLessThan(SOON.plusSeconds(20));
  }

  @ParameterizedTest(name = "{0}")
  @Topologies({"SEPARATE", "SIDECAR"})
  @DisplayName("the source pod is deleted from outside")
  void podDeleted(String topology) throws Exception {
    bed.assumeRuns(topology);
    try (VolumeTransferCommand command = startSlowCopy(topology)) {
      String pod = awaitCopying();
      Instant cause = Instant.now();
      bed.client().pods().inNamespace(source).withName(pod).delete();

      assertFailed(command.outcome(), "POD_DELETED");
      assertSoonAfter(cause);
    }
  }

  @Test
  @DisplayName("the cluster is too old for native sidecars: refused, nothing is created")
  void tooOld() throws Exception {
    assumeFalse(bed.hasSidecars(), "this cluster has native sidecars");

    Outcome outcome = VolumeTransferCommand.run(bed.kubeconfig(), arguments("SIDECAR"));

    assertFailed(outcome, "CLUSTER_TOO_OLD");
    assertThat(outcome.all()).contains("write `topology: SEPARATE`");
  }

  @Test
  @DisplayName("a claim is missing: nothing is created")
  void claimMissing() throws Exception {
    Outcome outcome =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/no-such-claim",
                "--image=" + bed.image()));

    assertFailed(outcome, "CLAIM_MISSING");
    assertThat(outcome.all()).contains(destination + "/no-such-claim");
    assertThat(outcome.duration()).isLessThan(SOON);
  }

  @ParameterizedTest(name = "{0}")
  @Topologies({"SEPARATE", "SIDECAR"})
  @DisplayName("Ctrl-C: the copy stops, everything is deleted, the exit code is 130")
  void interrupted(String topology) throws Exception {
    bed.assumeRuns(topology);
    // A real signal, to a real process.
    try (CommandProcess command = CommandProcess.start(bed.kubeconfig(), slowCopy(topology))) {
      awaitCopying();
      Instant cause = Instant.now();
      command.interrupt();

      Outcome outcome = command.outcome();
      assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(130);
      assertThat(bed.leftovers(source, destination)).isEmpty();
      assertSoonAfter(cause);
    }
  }

  @ParameterizedTest(name = "{0}")
  @Topologies({"SEPARATE", "SIDECAR"})
  @DisplayName("a failed attempt that may help is made again, and goes on")
  void retried(String topology) throws Exception {
    bed.assumeRuns(topology);
    List<String> arguments = new ArrayList<>(arguments(topology, "--bandwidth-limit=20M"));
    arguments.add("--retries=2");
    arguments.add("--retry-delay=1");
    Path page = Path.of("target/failure-it-" + topology + ".html");
    arguments.add("--report-html=" + page);
    try (VolumeTransferCommand command = VolumeTransferCommand.start(bed.kubeconfig(), arguments)) {
      bed.kill(source, awaitCopying(), "stunnel", "stunnel");

      Outcome outcome = command.outcome();
      assertThat(outcome.exitCode()).as(outcome.all()).isZero();
      assertThat(outcome.all()).contains("TUNNEL_DIED");
    }
    assertThat(Files.readString(page))
        .contains("Attempt 1: TUNNEL_DIED", "Logs of attempt 1", "Logs of attempt 2");
    assertThat(bed.listing(source, "data").differences(bed.listing(destination, "data"))).isEmpty();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  private VolumeTransferCommand startSlowCopy(String topology) throws Exception {
    return VolumeTransferCommand.start(bed.kubeconfig(), slowCopy(topology));
  }

  private List<String> slowCopy(String topology) {
    return arguments(topology, "--bandwidth-limit=2M");
  }

  private List<String> arguments(String topology, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--topology=" + topology,
                "--image=" + bed.image()));
    arguments.addAll(List.of(more));
    if (List.of(more).stream().noneMatch(each -> each.startsWith("--bandwidth-limit=20"))) {
      arguments.add("--retries=0");
    }
    return arguments;
  }

  /** The source pod's name, once some of the data has arrived. */
  private String awaitCopying() {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                new String(
                        bed.onClaim(destination, "data", "find \"$1\" -name '.big.*' -size +512k"))
                    .contains("big"));
    return pod(source);
  }

  private static String pod(String namespace) {
    return bed.client()
        .pods()
        .inNamespace(namespace)
        .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
        .list()
        .getItems()
        .get(0)
        .getMetadata()
        .getName();
  }

  private void assertFailed(Outcome outcome, String reason) {
    assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(1);
    assertThat(outcome.all()).contains(reason);
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  private static void assertSoonAfter(Instant cause) {
    assertThat(Duration.between(cause, Instant.now())).isLessThan(SOON);
  }
}
