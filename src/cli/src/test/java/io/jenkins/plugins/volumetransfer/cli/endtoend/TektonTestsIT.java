package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineRunEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Goal: the tests in the catalog's layout, which a catalog's own CI runs, pass. Method: they are
 * run as they stand, with the claims and the rights that stand beside them.
 */
@TestMethodOrder(OrderAnnotation.class)
@EnabledIf("io.jenkins.plugins.volumetransfer.cli.endtoend.TektonBed#hasCli")
@Tag("exhaustive")
class TektonTestsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** As the catalog's CI makes it: the name of the folder and the version. */
  private static final String NAMESPACE = "volume-transfer-0-1";

  private static final String CLEANUP_NAMESPACE = "volume-transfer-cleanup-0-1";

  private static TestBed bed;
  private static TektonBed tekton;

  @BeforeAll
  static void prepare() throws Exception {
    bed = TestBed.open();
    tekton = new TektonBed(bed);
    bed.createNamespaceNamed(NAMESPACE);
    bed.createNamespaceNamed(CLEANUP_NAMESPACE);
    Path tests = TektonBed.TRANSFER.resolve("tests");
    tekton.apply(
        Documents.read(
            tests.resolve("rbac.yaml"),
            tests.resolve("resources.yaml"),
            TektonBed.CLEANUP.resolve("tests/rbac.yaml")));
    // Claims that are directories of a node know no fsGroup.
    for (String claim : new String[] {"source", "destination"}) {
      bed.onForeignClaim(NAMESPACE, claim, "chmod 0777 \"$1\"");
    }
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @Test
  @Order(1)
  @DisplayName("that of the Task volume-transfer: filled, copied without root, compared")
  void task() throws Exception {
    Documents applied = TektonBed.with(TektonBed.TRANSFER.resolve("tests/run.yaml"));

    PipelineRunEnd end =
        tekton.startPipeline(applied.ofKind("PipelineRun").get(0), applied).await(PATIENCE);

    assertThat(end.reason()).as(end.toString()).isEqualTo(PipelineRunEnd.Reason.SUCCEEDED);
    assertThat(end.tasks()).containsOnlyKeys("fill", "transfer", "judge");
    assertNothingLeft();
  }

  @Test
  @Order(2)
  @DisplayName("that of the StepAction: the step's result becomes the Task's")
  void stepAction() throws Exception {
    Documents applied =
        Documents.read(
            TektonBed.STEP_ACTION.resolve("volume-transfer.yaml"),
            TektonBed.STEP_ACTION.resolve("tests/run.yaml"));

    TaskRunEnd end = run(applied);

    assertThat(end.succeeded()).as(end.message() + end.logs()).isTrue();
    assertThat(end.results()).containsEntry("reason", "SUCCEEDED");
    assertNothingLeft();
  }

  @Test
  @Order(3)
  @DisplayName("that of the Task volume-transfer-cleanup: it deletes nothing")
  void cleanup() throws Exception {
    TaskRunEnd end = run(TektonBed.with(TektonBed.CLEANUP.resolve("tests/run.yaml")));

    assertThat(end.succeeded()).as(end.message() + end.logs()).isTrue();
  }

  private static TaskRunEnd run(Documents applied) throws Exception {
    return tekton.start(applied.ofKind("TaskRun").get(0), applied).await(PATIENCE);
  }

  private static void assertNothingLeft() {
    assertThat(bed.leftovers(NAMESPACE)).isEmpty();
  }
}
