package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import io.jenkins.plugins.volumetransfer.simulator.tekton.RunningTaskRun;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TaskRunIT {
  private static TestBed bed;
  private static TektonBed tekton;
  private static String source;
  private String destination;

  @BeforeAll
  static void fillTheSource() throws Exception {
    bed = TestBed.open();
    tekton =
        new TektonBed(
            bed,
            Documents.read(
                Path.of(
                    "src/test/resources/io/jenkins/plugins/volumetransfer/cli/endtoend/any-command.yaml")));
    source = bed.createNamespace("source");
    bed.createClaim(source, "data");
    bed.onClaim(source, "data", "head --bytes=200M /dev/urandom >\"$1/big\"");
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

  private RunningTaskRun start(String... more) {
    ObjectNode run = tekton.applied().ofKind("TaskRun").get(0).deepCopy();
    var args =
        run.withObject("/spec")
            .putArray("params")
            .addObject()
            .put("name", "arguments")
            .putArray("value");
    List.of(
            "transfer",
            "--from=" + source + "/data",
            "--to=" + destination + "/data",
            "--image=" + bed.image())
        .forEach(args::add);
    List.of(more).forEach(args::add);
    return tekton.start(run, source);
  }

  @Test
  @DisplayName("copies")
  void copies() throws Exception {
    TaskRunEnd end = start().await(Duration.ofSeconds(90));
    System.out.println(end);
    assertThat(end.reason()).isEqualTo(Reason.SUCCEEDED);
  }

  @Test
  @DisplayName("cancelled")
  void cancelled() throws Exception {
    RunningTaskRun run = start("--bandwidth-limit=2M");
    awaitCopying();
    Instant term = Instant.now();
    run.cancel();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> bed.leftovers(source, destination).isEmpty());
    System.out.println("CLEAN after " + Duration.between(term, Instant.now()));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> bed.client().pods().inNamespace(source).list().getItems().isEmpty());
    System.out.println("POD GONE after " + Duration.between(term, Instant.now()));
  }

  private void awaitCopying() {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                new String(
                        bed.onClaim(destination, "data", "find \"$1\" -name '.big.*' -size +512k"))
                    .contains("big"));
  }
}
