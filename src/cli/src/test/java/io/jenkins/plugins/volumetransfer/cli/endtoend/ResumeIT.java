package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a run whose process is killed can be seen, gone on with, and removed. Method: SIGKILL at
 * random moments; {@code -Dkill.seed=N} replays them, {@code -Dkill.moments=10} takes more.
 */
@Tag("exhaustive")
class ResumeIT {
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime() & 0xffff);
  private static final boolean KUBERNETES =
      System.getProperty("testbed", "local").equals("kubernetes");
  private static final int MOMENTS = Integer.getInteger("kill.moments", 1);

  /**
   * From the start of the command until some time after a copy without trouble, at {@link
   * #QUICKLY}, has ended.
   */
  private static final int LONGEST_MS = KUBERNETES ? 20_000 : 12_000;

  /** 78 MiB, the hole in a file included: some five seconds, or forty. */
  private static final String QUICKLY = "--bandwidth-limit=16M";

  private static final String SLOWLY = "--bandwidth-limit=2M";

  private static TestBed bed;
  private static String source;
  private String destination;

  @BeforeAll
  static void fillTheSource() throws Exception {
    System.out.println("moments of SIGKILL are drawn from -Dkill.seed=" + SEED);
    bed = TestBed.open();
    source = bed.createNamespace("source");
    bed.createClaim(source, "data");
    bed.fill(source, "data", 1_000, 12);
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

  static List<Integer> moments() {
    Random random = new Random(SEED);
    return IntStream.range(0, MOMENTS).map(i -> random.nextInt(LONGEST_MS)).boxed().toList();
  }

  @ParameterizedTest(name = "after {0} ms")
  @DisplayName("a job killed at a random moment and started anew: equal trees, nothing is left")
  @MethodSource("moments")
  void resumed(int moment) throws Exception {
    killAfter(moment, "--run-key=job-1");

    Outcome end = VolumeTransferCommand.run(bed.kubeconfig(), transfer(QUICKLY, "--run-key=job-1"));

    assertThat(end.exitCode()).as("seed " + SEED + "\n" + end.all()).isZero();
    assertThat(bed.listing(source, "data").differences(bed.listing(destination, "data"))).isEmpty();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @ParameterizedTest(name = "after {0} ms")
  @DisplayName("killed at a random moment, then cleaned up: nothing is left")
  @MethodSource("moments")
  void cleanedUp(int moment) throws Exception {
    killAfter(moment, "--run-id=k1");

    Outcome end =
        VolumeTransferCommand.run(
            bed.kubeconfig(), List.of("cleanup", "--run=k1", "-n", source, "-n", destination));

    assertThat(end.exitCode()).as("seed " + SEED + "\n" + end.all()).isZero();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("killed while copying: seen, not disturbed by another run, and followed to its end")
  void followed() throws Exception {
    try (CommandProcess command =
        CommandProcess.start(bed.kubeconfig(), transfer(SLOWLY, "--run-id=k1"))) {
      await().atMost(Duration.ofSeconds(60)).until(this::copies);
      command.killHard();
    }

    Outcome status =
        VolumeTransferCommand.run(
            bed.kubeconfig(), List.of("status", "-n", source, "-n", destination));
    assertThat(status.output())
        .containsPattern("k1 .*@.* in 23:5.* data +destination-1 running, source-1 running");

    Outcome other = VolumeTransferCommand.run(bed.kubeconfig(), transfer(SLOWLY, "--run-id=k2"));
    assertThat(other.exitCode()).as(other.all()).isEqualTo(1);
    assertThat(other.all()).contains("OTHER_RUN", "--resume k1", "cleanup --run k1");

    Outcome end =
        VolumeTransferCommand.run(
            bed.kubeconfig(), transfer(SLOWLY, "--resume=k1", "--output=json", "--retries=0"));
    assertThat(end.exitCode()).as(end.all()).isZero();
    List<String> lines = end.output().lines().toList();
    JsonNode result = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(result.at("/transfers/0/attempts").asInt()).isEqualTo(1);
    assertThat(bed.listing(source, "data").differences(bed.listing(destination, "data"))).isEmpty();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("with another spec, a run is not gone on with, and nothing of it is touched")
  void otherSpec() throws Exception {
    try (CommandProcess command =
        CommandProcess.start(bed.kubeconfig(), transfer(SLOWLY, "--run-id=k1"))) {
      await().atMost(Duration.ofSeconds(60)).until(this::copies);
      command.killHard();
    }
    List<String> before = bed.leftovers(source, destination);

    Outcome end =
        VolumeTransferCommand.run(bed.kubeconfig(), transfer(SLOWLY, "--resume=k1", "--no-delete"));

    assertThat(end.exitCode()).as(end.all()).isEqualTo(1);
    assertThat(end.all()).contains("OTHER_SPEC");
    assertThat(bed.leftovers(source, destination)).isEqualTo(before);
    VolumeTransferCommand.run(
        bed.kubeconfig(), List.of("cleanup", "--run=k1", "-n", source, "-n", destination));
  }

  private void killAfter(int moment, String run) throws Exception {
    try (CommandProcess command = CommandProcess.start(bed.kubeconfig(), transfer(QUICKLY, run))) {
      // The moment itself is what the test is about; nothing is waited for.
      Thread.sleep(moment);
      command.killHard();
    }
  }

  private boolean copies() {
    return bed.client().pods().inNamespace(source).list().getItems().stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .anyMatch(
            container ->
                container.getName().equals("rsync") && container.getState().getRunning() != null);
  }

  private List<String> transfer(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--image=" + bed.image()));
    arguments.addAll(List.of(options));
    return arguments;
  }
}
