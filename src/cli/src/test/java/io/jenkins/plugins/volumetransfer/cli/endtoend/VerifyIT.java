package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Copies that are verified. rsync takes a file of the same size and time for the same: so a
 * destination that has such a file, with another content, ends up different with rsync content.
 */
class VerifyIT {
  private static TestBed bed;
  private static String source;
  private String destination;

  @BeforeAll
  static void fillTheSource() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    bed.createClaim(source, "data");
    bed.createClaim(source, "other");
    bed.fill(source, "data", 1000, 4);
    bed.onClaim(source, "other", "echo text >\"$1/file\"; touch --date=@5 \"$1/file\"");
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @BeforeEach
  void makeTheDestination() throws Exception {
    destination = bed.createNamespace("destination");
    bed.createClaim(destination, "data");
    bed.createClaim(destination, "other");
  }

  @ParameterizedTest(name = "topology {0}, one pod per {1}")
  @CsvSource({"SEPARATE,CLAIM", "SINGLE,NAMESPACE", "SIDECAR,NAMESPACE"})
  @DisplayName("an equal copy says that it is verified, in numbers")
  void equal(String topology, String podPer) throws Exception {
    bed.assumeRuns(topology);

    Outcome outcome = run("--topology=" + topology, "--pod-per=" + podPer);

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(outcome.all()).contains("Verified, and equal: 2 volumes, ");
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("what the options leave out is left out of the comparison, and told")
  void leftOut() throws Exception {
    bed.onClaim(destination, "data", "mkdir \"$1/backups\"; echo kept >\"$1/backups/kept\"");
    bed.onClaim(destination, "other", "echo kept >\"$1/kept\"");

    Outcome outcome = run("--no-delete", "--exclude=/backups/");

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(outcome.all())
        .contains(
            "Not compared: what is only at the destination (delete: false), what is excluded"
                + " (excludes)");
  }

  @Test
  @DisplayName(
      "one flipped byte that rsync does not look at fails the run, by name; its remedy helps")
  void flippedByte() throws Exception {
    bed.onClaim(destination, "other", "echo text >\"$1/file\"; touch --date=@5 \"$1/file\"");
    bed.onClaim(
        destination,
        "other",
        "printf T | dd of=\"$1/file\" conv=notrunc status=none; touch --date=@5 \"$1/file\"");

    Outcome outcome = run();

    assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(3);
    assertThat(outcome.all())
        .contains("DIFFERENT: source and destination differ after the copy: other: 1 of 2 entries")
        .contains(": file: content b9e68e1bea3e5b19 at the source, 533bfd360a1274c9 at the");

    Outcome again = run("--checksum");

    assertThat(again.exitCode()).as(again.all()).isZero();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  private Outcome run(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--from=" + source + "/other",
                "--to=" + destination + "/other",
                "--verify",
                "--image=" + bed.image()));
    arguments.addAll(List.of(more));
    return VolumeTransferCommand.run(bed.kubeconfig(), arguments);
  }
}
