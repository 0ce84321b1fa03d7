package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code plan} prints is what the API server would take, and changes nothing. */
class PlanIT {
  private static TestBed bed;
  private static String source;
  private static String destination;

  @BeforeAll
  static void makeNamespaces() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    destination = bed.createNamespace("destination");
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @ParameterizedTest(name = "plan {0}")
  @DisplayName("the server accepts each object in a dry run")
  @ValueSource(
      strings = {
        "--topology=separate",
        "--topology=single",
        "--topology=sidecar",
        "--pod-per=namespace",
        "--non-root",
        "--acls --xattrs --sparse --checksum --compress --bandwidth-limit=1M --exclude=x",
        "--rbac"
      })
  void accepted(String options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("plan"));
    arguments.addAll(List.of(options.split(" ")));
    arguments.addAll(
        List.of(
            "--from=" + source + "/postgresql",
            "--to=" + destination + "/postgresql:sub/path",
            "--from=" + source + "/" + "long-name-".repeat(20) + "end",
            "--to=" + destination + "/redis.data"));

    Outcome outcome = VolumeTransferCommand.run(bed.kubeconfig(), arguments);

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    List<HasMetadata> objects =
        bed.client()
            .load(new ByteArrayInputStream(outcome.output().getBytes(StandardCharsets.UTF_8)))
            .items();
    assertThat(objects).hasSizeGreaterThanOrEqualTo(2);
    for (HasMetadata object : objects) {
      assertThat(bed.client().resource(object).dryRun().create()).isNotNull();
    }
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }
}
