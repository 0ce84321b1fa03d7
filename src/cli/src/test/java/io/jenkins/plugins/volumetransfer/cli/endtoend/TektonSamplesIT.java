package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineRunEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.RunningPipelineRun;
import io.jenkins.plugins.volumetransfer.simulator.tekton.RunningPipelineRun.Stop;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
 * Goal: the samples beside the Tasks do what they say. Method: they are read from their files and
 * run as they stand, in namespaces of the names that they name, with the rights beside them.
 */
@TestMethodOrder(OrderAnnotation.class)
@EnabledIf("io.jenkins.plugins.volumetransfer.cli.endtoend.TektonBed#hasCli")
@Tag("exhaustive")
class TektonSamplesIT {
  /** A Pipeline's six pods, one after the other, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  private static final String SOURCE = "app-3";
  private static final String DESTINATION = "app-4";
  private static final String APPLICATION = "postgresql";

  private static TestBed bed;
  private static TestBed otherBed;
  private static TektonBed tekton;

  @BeforeAll
  static void prepare() throws Exception {
    bed = TestBed.open();
    tekton = new TektonBed(bed);
    bed.createNamespaceNamed(SOURCE);
    bed.createNamespaceNamed(DESTINATION);
    bed.createClaim(SOURCE, APPLICATION);
    bed.createClaim(DESTINATION, APPLICATION);
    bed.fill(SOURCE, APPLICATION, 300, 2);
    tekton.apply(Documents.read(sample("../support/rbac.yaml"), sample("pipeline-rbac.yaml")));
    otherBed = TektonBed.LOCAL ? TestBed.open() : bed;
  }

  @AfterAll
  static void close() throws Exception {
    if (otherBed != null && otherBed != bed) {
      otherBed.close();
    }
    bed.close();
  }

  private static Path sample(String name) {
    return TektonBed.TRANSFER.resolve("samples").resolve(name);
  }

  private static void assertCopied(TestBed to, String from, String claim) throws Exception {
    assertThat(bed.listing(SOURCE, from).differences(to.listing(DESTINATION, claim))).isEmpty();
  }

  @Test
  @Order(1)
  @DisplayName("one-cluster.yaml: equal trees, true results, and nothing is left")
  void oneCluster() throws Exception {
    Documents applied = TektonBed.documentedWith(sample("one-cluster.yaml"));

    TaskRunEnd end = tekton.start(tekton.taskRun(applied), applied).await(PATIENCE);

    assertThat(end.succeeded()).as(end.message() + end.logs()).isTrue();
    assertThat(end.results()).containsEntry("reason", "SUCCEEDED");
    assertThat(end.results().keySet())
        .containsExactlyInAnyOrder("run", "bytes", "files", "seconds", "reason");
    assertThat(Long.parseLong(end.results().get("bytes"))).isGreaterThan(2 << 20);
    assertCopied(bed, APPLICATION, APPLICATION);
    assertThat(bed.leftovers(SOURCE, DESTINATION)).isEmpty();
  }

  @Test
  @Order(2)
  @DisplayName("two-clusters.yaml: each side by a kubeconfig from a Secret, a path of a claim too")
  void twoClusters() throws Exception {
    if (TektonBed.LOCAL) {
      otherBed.createNamespaceNamed(DESTINATION);
      otherBed.createClaim(DESTINATION, APPLICATION);
    }
    otherBed.createClaim(DESTINATION, "pictures");
    bed.createClaim(SOURCE, "uploads");
    bed.onClaim(SOURCE, "uploads", "mkdir \"$1/images\"; echo picture >\"$1/images/one\"");
    secret("source-kubeconfig", bed.kubeconfig());
    secret("destination-kubeconfig", otherBed.kubeconfig());
    Documents applied = TektonBed.documentedWith(sample("two-clusters.yaml"));
    ObjectNode taskRun = tekton.taskRun(applied);
    // Neither of these clusters has load balancers, which the sample leaves to be found out.
    TektonBed.put(taskRun, "endpoint", "NODE_PORT");

    TaskRunEnd end = tekton.start(taskRun, applied).await(PATIENCE);

    assertThat(end.succeeded()).as(end.message() + end.logs()).isTrue();
    assertCopied(otherBed, APPLICATION, APPLICATION);
    assertThat(new String(otherBed.onClaim(DESTINATION, "pictures", "cat \"$1/one\"")))
        .isEqualTo("picture\n");
    assertThat(bed.leftovers(SOURCE, DESTINATION)).isEmpty();
    assertThat(otherBed.leftovers(DESTINATION)).isEmpty();
  }

  private static void secret(String name, Path kubeconfig) throws Exception {
    bed.client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(DESTINATION)
                .endMetadata()
                .addToStringData("kubeconfig", Files.readString(kubeconfig))
                .build())
        .create();
  }

  @Test
  @Order(3)
  @EnabledIf("io.jenkins.plugins.volumetransfer.cli.endtoend.TektonBed#hasKubectl")
  @DisplayName("pipeline.yaml: scaled down, copied, compared, scaled up elsewhere, cleaned up")
  void pipeline() throws Exception {
    deployment(SOURCE, 1);
    deployment(DESTINATION, 0);
    bed.onClaim(SOURCE, APPLICATION, "echo changed >\"$1/changed\"");
    Documents applied = TektonBed.documentedWith(sample("pipeline.yaml"));
    RunningPipelineRun run = startPipeline(applied);
    if (TektonBed.LOCAL) {
      // There, no Deployment has pods; this one lives on for a while, as pods do.
      bed.client().resource(applicationPod()).create();
      await().atMost(PATIENCE).until(() -> replicas(SOURCE) == 0);
      CompletableFuture.delayedExecutor(6, TimeUnit.SECONDS)
          .execute(() -> bed.client().resource(applicationPod()).delete());
    }

    PipelineRunEnd end = run.await(PATIENCE);

    if (TektonBed.LOCAL) {
      assertThat(end.tasks().get("transfer").logs())
          .contains("waiting: the source claim app-3/postgresql is used by postgresql-0");
    }
    assertThat(end.reason()).as(end.toString()).isEqualTo(PipelineRunEnd.Reason.COMPLETED);
    assertThat(end.skipped()).containsExactly("scale-back");
    assertThat(end.tasks().get("verify").results())
        .containsEntry("reason", "SUCCEEDED")
        .containsEntry("files", "0");
    assertThat(replicas(SOURCE)).isZero();
    assertThat(replicas(DESTINATION)).isEqualTo(1);
    assertCopied(bed, APPLICATION, APPLICATION);
    assertThat(bed.leftovers(SOURCE, DESTINATION)).isEmpty();
  }

  @Test
  @Order(4)
  @EnabledIf("io.jenkins.plugins.volumetransfer.cli.endtoend.TektonBed#hasKubectl")
  @DisplayName(
      "pipeline.yaml, CancelledRunFinally in mid-copy: cleaned up, and the application is back")
  void cancelledRunFinally() throws Exception {
    deployment(SOURCE, 1);
    deployment(DESTINATION, 0);
    bed.onClaim(SOURCE, APPLICATION, "head --bytes=64M /dev/urandom >\"$1/big\"");
    Documents applied = TektonBed.documentedWith(sample("pipeline.yaml"));
    // Slow enough to be caught.
    TektonBed.setDefault(applied, "bandwidth-limit", "2M");
    RunningPipelineRun run = startPipeline(applied);
    tekton.awaitCopying(DESTINATION, APPLICATION);

    Instant sigterm = Instant.now();
    run.stop(Stop.CANCELLED_RUN_FINALLY);

    PipelineRunEnd end = run.await(PATIENCE);
    assertThat(end.reason()).isEqualTo(PipelineRunEnd.Reason.CANCELLED);
    assertThat(end.tasks().get("transfer").reason()).isEqualTo(TaskRunEnd.Reason.CANCELLED);
    assertThat(end.tasks().get("clean-up").succeeded())
        .as(end.tasks().get("clean-up").logs())
        .isTrue();
    assertThat(end.tasks().get("clean-up").logs())
        .as("the transfer has deleted all by itself")
        .contains("Nothing to delete.");
    assertThat(end.skipped()).containsExactlyInAnyOrder("verify", "scale-up");
    assertThat(replicas(SOURCE)).isEqualTo(1);
    assertThat(replicas(DESTINATION)).isZero();
    assertThat(tekton.untilClean(sigterm, SOURCE, DESTINATION)).isLessThan(TektonBed.CLEAN_MAX);
  }

  /** Nothing in its labels tells whose it is. */
  private static Pod applicationPod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName(APPLICATION + "-0")
        .withNamespace(SOURCE)
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(0L)
        .addNewContainer()
        .withName("application")
        .withImage(bed.image())
        .withCommand("sleep", "3600")
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/data")
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim()
        .withClaimName(APPLICATION)
        .endPersistentVolumeClaim()
        .endVolume()
        .endSpec()
        .build();
  }

  private static RunningPipelineRun startPipeline(Documents applied) {
    tekton.allowInUse(applied);
    ObjectNode run = applied.ofKind("PipelineRun").get(0).deepCopy();
    // Its name is that of the file; another run of it has another.
    run.withObject("/metadata").put("name", "move-" + System.nanoTime() % 1_000_000);
    if (!TektonBed.LOCAL) {
      TektonBed.put(run, "transfer-image", bed.image());
    }
    return tekton.startPipeline(run, applied);
  }

  private static void deployment(String namespace, int replicas) {
    bed.client()
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName(APPLICATION)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", APPLICATION)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", APPLICATION)
                .endMetadata()
                .withNewSpec()
                // Until kubectl waits for its end: one before 1.24 fails where it has ended
                // already.
                .withTerminationGracePeriodSeconds(15L)
                .addNewContainer()
                .withName("application")
                .withImage(bed.image())
                .withCommand("sleep", "3600")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .createOr(resource -> resource.update());
  }

  private static int replicas(String namespace) {
    return bed.client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(APPLICATION)
        .get()
        .getSpec()
        .getReplicas();
  }
}
