package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: whoever leaves a run comes back to the same copy, and to a result. */
class DetachIT {
  @Test
  @DisplayName("left while it copies, looked at until rsync ends, then ended: equal, nothing left")
  void leaveAndComeBack() throws Exception {
    try (TestBed bed = TestBed.open()) {
      String source = bed.createNamespace("source");
      String destination = bed.createNamespace("destination");
      bed.createClaim(source, "data");
      bed.createClaim(destination, "data");
      bed.fill(source, "data", 100, 12);
      List<String> transfer =
          List.of(
              "transfer",
              "--from=" + source + "/data",
              "--to=" + destination + "/data",
              "--image=" + bed.image(),
              "--bandwidth-limit=4M",
              "--verify");

      Outcome left = VolumeTransferCommand.run(bed.kubeconfig(), and(transfer, "--detach"));
      assertThat(left.exitCode()).as(left.all()).isZero();
      String run = left.output().split(" ")[1];
      assertThat(left.output())
          .contains("run " + run + " goes on without this process; copying: data");

      Outcome seen =
          VolumeTransferCommand.run(
              bed.kubeconfig(), List.of("status", "--follow=" + run, "-n", source));
      assertThat(seen.exitCode()).as(seen.all()).isZero();
      assertThat(seen.output())
          .startsWith("data: rsync has ended with code 0")
          .containsPattern(run + " .* data +source-1 ");

      Outcome end = VolumeTransferCommand.run(bed.kubeconfig(), and(transfer, "--resume=" + run));
      assertThat(end.exitCode()).as(end.all()).isZero();
      assertThat(end.output()).contains("The transfer succeeded", "Verified, and equal");
      assertThat(bed.listing(source, "data").differences(bed.listing(destination, "data")))
          .isEmpty();
      assertThat(bed.leftovers(source, destination)).isEmpty();
    }
  }

  private static List<String> and(List<String> arguments, String option) {
    return Stream.concat(arguments.stream(), Stream.of(option)).toList();
  }
}
