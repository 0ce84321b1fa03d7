package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two claims with a lifelike tree go to another namespace and arrive as they were. */
class CopyIT {
  private static final int SMALL_FILES = 10_000;
  private static final int BIG_MIB = 64;

  private static TestBed bed;
  private static String source;

  @BeforeAll
  static void fillTheSource() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    bed.createClaim(source, "postgresql");
    bed.createClaim(source, "redis");
    bed.fill(source, "postgresql", SMALL_FILES, BIG_MIB);
    bed.fill(source, "redis", 100, 1);
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @ParameterizedTest(name = "topology {0}, one pod per {1}: equal trees, and nothing is left")
  @CsvSource({"SEPARATE,CLAIM", "SINGLE,NAMESPACE", "SIDECAR,CLAIM"})
  void copies(String topology, String podPer) throws Exception {
    copy(topology, podPer);
  }

  @ParameterizedTest(name = "topology {0}, one pod per {1}: equal trees, and nothing is left")
  @CsvSource({"SEPARATE,NAMESPACE", "SINGLE,CLAIM", "SIDECAR,NAMESPACE"})
  @Tag("exhaustive")
  void copiesOtherwise(String topology, String podPer) throws Exception {
    copy(topology, podPer);
  }

  private static void copy(String topology, String podPer) throws Exception {
    bed.assumeRuns(topology);
    String destination = bed.createNamespace("destination");
    bed.createClaim(destination, "postgresql");
    bed.createClaim(destination, "redis-data");

    Outcome outcome =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "transfer",
                "--from=" + source + "/postgresql",
                "--to=" + destination + "/postgresql",
                "--from=" + source + "/redis",
                "--to=" + destination + "/redis-data",
                "--topology=" + topology,
                "--pod-per=" + podPer,
                "--image=" + bed.image()));

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(
            bed.listing(source, "postgresql").differences(bed.listing(destination, "postgresql")))
        .isEmpty();
    assertThat(bed.listing(source, "redis").differences(bed.listing(destination, "redis-data")))
        .isEmpty();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("sub-paths: only the named directory goes, and it goes where it was told to")
  void subPaths() throws Exception {
    String destination = bed.createNamespace("destination");
    bed.createClaim(destination, "postgresql");
    bed.onClaim(destination, "postgresql", "echo other >\"$1/other\"");

    Outcome outcome =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "transfer",
                "--from=" + source + "/postgresql:names",
                "--to=" + destination + "/postgresql:into/here",
                "--image=" + bed.image()));

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    String files =
        new String(bed.onClaim(destination, "postgresql", "cd \"$1\" && ls . into/here"));
    assertThat(files).contains("other", "into", "a b", "deep").doesNotContain("backups");
  }

  @Test
  @DisplayName("a second run deletes what the source no longer has")
  void deletes() throws Exception {
    String destination = bed.createNamespace("destination");
    bed.createClaim(destination, "redis");
    bed.onClaim(destination, "redis", "mkdir \"$1/old\"; echo old >\"$1/old/file\"");

    Outcome outcome =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "transfer",
                "--from=" + source + "/redis",
                "--to=" + destination + "/redis",
                "--image=" + bed.image()));

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(bed.listing(source, "redis").differences(bed.listing(destination, "redis")))
        .isEmpty();
  }
}
