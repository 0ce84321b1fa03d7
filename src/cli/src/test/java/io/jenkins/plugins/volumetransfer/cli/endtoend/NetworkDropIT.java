package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Goal: a network that drops in mid-copy is waited out or gone around, and one that stays away ends
 * the run by its name. Method: the source reaches the destination by an address that the test
 * serves; what the kernel does about lost packets is for {@code NetworkDropTest}.
 */
@DisabledIfSystemProperty(
    named = "testbed",
    matches = "kubernetes",
    disabledReason = "pods of a real cluster don't reach this process")
@DisplayName("A network that drops in mid-copy")
@Tag("exhaustive")
class NetworkDropIT {
  private static final int PORT = 8443;
  private static final int FILES = 24;
  private static final Duration SILENCE = Duration.ofSeconds(4);

  private TestBed bed;
  private String source;
  private String destination;
  private Wire wire;

  @BeforeEach
  void prepare() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    destination = bed.createNamespace("destination");
    bed.createClaim(source, "data");
    bed.createClaim(destination, "data");
    bed.onClaim(
        source,
        "data",
        "for i in {1.." + FILES + "}; do head --bytes=1M /dev/urandom >\"$1/$i\"; done");
    wire = new Wire(this::destinationPod);
  }

  @AfterEach
  void end() throws Exception {
    wire.close();
    bed.close();
  }

  @Test
  @DisplayName("and is silent for some seconds is waited out by the same attempt")
  void silent() throws Exception {
    try (VolumeTransferCommand command = start("--retries=0")) {
      awaitFiles(2);
      wire.silence();
      Thread.sleep(SILENCE.toMillis());
      long arrived = files();
      wire.pass();

      assertCopied(command.outcome(), 1);
      assertThat(arrived).isLessThan(FILES);
    }
  }

  @Test
  @DisplayName("and ends its connections is gone around by another attempt, which goes on")
  void cut() throws Exception {
    try (VolumeTransferCommand command = start("--retries=2", "--retry-delay=1")) {
      awaitFiles(4);
      wire.cut();
      await().atMost(Duration.ofSeconds(60)).until(() -> podOf(2));
      wire.mend();

      JsonNode transfer = assertCopied(command.outcome(), 2);
      assertThat(transfer.at("/failedAttempts/0/reason").asText()).isEqualTo("CONNECTION_LOST");
      assertThat(transfer.path("files").asLong()).isBetween(1L, FILES - 4L);
    }
  }

  @Test
  @DisplayName("and does not come back ends the run with NO_PROGRESS, within the bound")
  void forEver() throws Exception {
    try (VolumeTransferCommand command = start("--retries=0", "--no-progress-timeout=4s")) {
      awaitFiles(2);
      wire.silence();
      Instant cause = Instant.now();

      Outcome outcome = command.outcome();

      assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(1);
      assertThat(result(outcome).at("/transfers/0/failure/reason").asText())
          .isEqualTo("NO_PROGRESS");
      assertThat(Duration.between(cause, Instant.now())).isLessThan(Duration.ofSeconds(60));
      assertThat(bed.leftovers(source, destination)).isEmpty();
    }
  }

  private VolumeTransferCommand start(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--address=" + wire.address(),
                "--bandwidth-limit=4M",
                "--output=json",
                "--image=" + bed.image()));
    arguments.addAll(List.of(more));
    return VolumeTransferCommand.start(bed.kubeconfig(), arguments);
  }

  private JsonNode assertCopied(Outcome outcome, int attempts) throws Exception {
    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    JsonNode transfer = result(outcome).at("/transfers/0");
    assertThat(transfer.path("attempts").asInt()).as(outcome.all()).isEqualTo(attempts);
    assertThat(bed.listing(source, "data").differences(bed.listing(destination, "data"))).isEmpty();
    assertThat(bed.leftovers(source, destination)).isEmpty();
    return transfer;
  }

  private static JsonNode result(Outcome outcome) throws Exception {
    List<String> lines = outcome.output().lines().toList();
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }

  private void awaitFiles(int count) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> files() >= count);
  }

  /** Whole ones: rsync gives a file its name once it is there. */
  private long files() throws Exception {
    byte[] names = bed.onClaim(destination, "data", "find \"$1\" -type f -name '[0-9]*'");
    return new String(names).lines().count();
  }

  private boolean podOf(int attempt) {
    return bed.client().pods().inNamespace(source).list().getItems().stream()
        .anyMatch(
            pod ->
                pod.getMetadata()
                        .getLabels()
                        .getOrDefault(Labels.ATTEMPT, "")
                        .equals(Integer.toString(attempt))
                    && "Running".equals(pod.getStatus().getPhase()));
  }

  private InetSocketAddress destinationPod() {
    return bed.client().pods().inNamespace(destination).list().getItems().stream()
        .map(pod -> new InetSocketAddress(pod.getStatus().getPodIP(), PORT))
        .findFirst()
        .orElseThrow();
  }
}
