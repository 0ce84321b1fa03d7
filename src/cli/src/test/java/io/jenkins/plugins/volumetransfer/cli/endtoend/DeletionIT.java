package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nothing empties a destination by mistake, and what was deleted is told. */
class DeletionIT {
  private static TestBed bed;

  @BeforeAll
  static void open() throws Exception {
    bed = TestBed.open();
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @Test
  @DisplayName("an empty source, a limit, and at last what was asked for")
  void deletions() throws Exception {
    String source = bed.createNamespace("source");
    String destination = bed.createNamespace("destination");
    bed.createClaim(source, "data");
    bed.createClaim(destination, "data");
    bed.onClaim(destination, "data", "mkdir \"$1/old\"; touch \"$1/old/1\" \"$1/2\" \"$1/3\"");

    Outcome empty = copy(source, destination);
    assertThat(empty.exitCode()).as(empty.all()).isEqualTo(1);
    assertThat(empty.all()).contains("SOURCE_EMPTY: volume data has nothing to copy");
    assertThat(entries(destination)).isEqualTo(4);

    bed.onClaim(source, "data", "touch \"$1/new\"");
    Outcome limited = copy(source, destination, "--max-delete=2");
    assertThat(limited.exitCode()).as(limited.all()).isEqualTo(1);
    assertThat(limited.all())
        .contains(
            "DELETE_LIMIT: `maxDelete: 2` was reached at the destination of volume data: 2 entries"
                + " were deleted");
    assertThat(entries(destination)).isEqualTo(3);

    bed.onClaim(source, "data", "rm \"$1/new\"");
    Outcome asked = copy(source, destination, "--delete");
    assertThat(asked.exitCode()).as(asked.all()).isZero();
    assertThat(asked.all()).contains("0 B in 0 files, 3 deleted at the destination, ");
    assertThat(entries(destination)).isZero();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  private static Outcome copy(String source, String destination, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--image=" + bed.image()));
    arguments.addAll(List.of(more));
    return VolumeTransferCommand.run(bed.kubeconfig(), arguments);
  }

  private static int entries(String namespace) throws Exception {
    String found = new String(bed.onClaim(namespace, "data", "find \"$1\" -mindepth 1 -printf x"));
    return found.strip().length();
  }
}
