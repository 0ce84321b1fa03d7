package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: the rarer fields of a spec do what they say. Method: all in one copy. */
@DisplayName("The claims of a workload that is scaled down")
class CopyFieldsIT {
  @TempDir private Path directory;

  @Test
  @DisplayName("go to other owners, compressed, with further options, and are equal")
  void fields() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    try (TestBed bed = TestBed.open()) {
      String source = bed.createNamespace("source");
      String destination = bed.createNamespace("destination");
      for (String claim : List.of("data-db-0", "data-db-1", "other")) {
        bed.createClaim(source, claim);
        bed.createClaim(destination, claim);
        bed.onClaim(
            source,
            claim,
            "cd \"$1\" && echo a >a && echo b >b && chown 1000:26 a && chown 1001:27 b");
      }
      bed.client().resource(statefulSet(source)).create();
      Path spec = directory.resolve("transfer.yaml");
      Files.writeString(
          spec,
          """
          source: {namespace: %s}
          destination: {namespace: %s}
          all: true
          workload: statefulset/db
          owners: {users: {1000: 2000, "*": 5}, groups: {26: 0}}
          compress: true
          compressAlgorithm: ZSTD
          compressLevel: 3
          rsyncOptions: [--whole-file, --delete-after, --checksum-choice=md5]
          totalBandwidthLimit: 100M
          sourceReadWrite: true
          verify: true
          """
              .formatted(source, destination));

      Outcome outcome =
          VolumeTransferCommand.run(
              bed.kubeconfig(), List.of("transfer", "--file=" + spec, "--image=" + bed.image()));

      assertThat(outcome.exitCode()).as(outcome.all()).isZero();
      assertThat(outcome.all())
          .contains("Verified, and equal: 2 volumes", "sourceReadWrite: the node mounts");
      for (String claim : List.of("data-db-0", "data-db-1")) {
        assertThat(owners(bed, destination, claim)).isEqualTo("2000:0 5:27");
      }
      assertThat(owners(bed, destination, "other")).isBlank();
      assertThat(bed.leftovers(source, destination)).isEmpty();
    }
  }

  private static String owners(TestBed bed, String namespace, String claim) throws Exception {
    return new String(
            bed.onClaim(namespace, claim, "cd \"$1\" && [[ ! -e a ]] || stat --format=%u:%g a b"))
        .strip()
        .replace('\n', ' ');
  }

  private static String statefulSet(String namespace) {
    return """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: %s}
        spec:
          serviceName: db
          replicas: 0
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: db, image: none}]}
          volumeClaimTemplates:
            - metadata: {name: data}
              spec:
                accessModes: [ReadWriteOnce]
                resources: {requests: {storage: 1Gi}}
        """
        .formatted(namespace);
  }
}
