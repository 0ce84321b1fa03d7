package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import io.jenkins.plugins.volumetransfer.simulator.tekton.RunningTaskRun;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.PodEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: a TaskRun of the Task {@code volume-transfer} tells the truth, however it ends, and leaves
 * nothing behind. Method: the sample of one cluster, with claims of other names, is run as Tekton
 * runs it; the copy is slowed down, so that what happens to it happens in its midst.
 */
@DisplayName("A TaskRun of volume-transfer")
class TaskRunIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static TestBed bed;
  private static TektonBed tekton;
  private static Documents applied;
  private static String source;
  private String destination;

  @BeforeAll
  static void fillTheSource() throws Exception {
    bed = TestBed.open();
    tekton = new TektonBed(bed);
    applied = TektonBed.with(TektonBed.TRANSFER.resolve("samples/one-cluster.yaml"));
    source = bed.createNamespace("source");
    bed.createClaim(source, "data");
    bed.onClaim(
        source, "data", "head --bytes=16M /dev/urandom >\"$1/big\"; echo file >\"$1/name\"");
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

  private ObjectNode taskRun() {
    ObjectNode taskRun = tekton.taskRun(applied);
    taskRun.withObject("/metadata").put("namespace", destination);
    TektonBed.putAll(taskRun, "from", source + "/data");
    TektonBed.putAll(taskRun, "to", destination + "/data");
    TektonBed.put(taskRun, "retries", "0");
    return taskRun;
  }

  private RunningTaskRun start(ObjectNode taskRun) {
    return tekton.start(taskRun, applied);
  }

  private RunningTaskRun startSlowCopy(ObjectNode taskRun) {
    TektonBed.put(taskRun, "bandwidth-limit", "3M");
    RunningTaskRun run = start(taskRun);
    tekton.awaitCopying(destination, "data");
    return run;
  }

  private Pod transferPod(String namespace) {
    return bed.client()
        .pods()
        .inNamespace(namespace)
        .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
        .list()
        .getItems()
        .get(0);
  }

  private void assertCopied() throws Exception {
    assertThat(bed.listing(source, "data").differences(bed.listing(destination, "data"))).isEmpty();
  }

  private void assertNothingLeft() {
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("that is cancelled in mid-copy has cleaned up within 20 s of SIGTERM")
  void cancelled() throws Exception {
    RunningTaskRun run = startSlowCopy(taskRun());
    String step = run.pods().get(0);
    assertThat(transferPod(destination).getMetadata().getOwnerReferences())
        .as("belongs to the step's pod, for the case that it is killed")
        .extracting(owner -> owner.getName())
        .containsExactly(step);

    Instant sigterm = Instant.now();
    run.cancel();

    assertThat(run.await(PATIENCE).reason()).isEqualTo(Reason.CANCELLED);
    Duration clean = tekton.untilClean(sigterm, source, destination);
    System.out.println("cancelled in mid-copy: clean " + clean.toMillis() + " ms after SIGTERM");
    assertThat(clean).isLessThan(TektonBed.CLEAN_MAX);
  }

  @Test
  @DisplayName(
      "that runs into Tekton's timeout in mid-copy has cleaned up within 20 s, and says so")
  void timedOut() throws Exception {
    ObjectNode taskRun = taskRun();
    taskRun.withObject("/spec").put("retries", 0);
    RunningTaskRun run = startSlowCopy(taskRun);

    Instant sigterm = Instant.now();
    run.timeOut();

    TaskRunEnd end = run.await(PATIENCE);
    assertThat(end.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(end.message()).contains("failed to finish within \"6h30m0s\"");
    Duration clean = tekton.untilClean(sigterm, source, destination);
    System.out.println("timed out in mid-copy: clean " + clean.toMillis() + " ms after SIGTERM");
    assertThat(clean).isLessThan(TektonBed.CLEAN_MAX);
  }

  @Test
  @DisplayName("whose own timeout is over in mid-copy fails with that reason, and is clean")
  void ownTimeout() throws Exception {
    ObjectNode taskRun = taskRun();
    taskRun.withObject("/spec").put("retries", 0);
    TektonBed.put(taskRun, "timeout", "6s");
    TektonBed.put(taskRun, "bandwidth-limit", "500K");

    TaskRunEnd end = start(taskRun).await(PATIENCE);

    assertThat(end.reason()).as(end.logs()).isEqualTo(Reason.FAILED);
    assertThat(end.results()).as(end.logs()).containsEntry("reason", "DEADLINE");
    assertNothingLeft();
  }

  @Test
  @DisplayName("is tried again after a failure, under the same run id, and goes on to the end")
  void retried() throws Exception {
    RunningTaskRun run = startSlowCopy(taskRun());
    bed.kill(source, transferPod(source).getMetadata().getName(), "stunnel", "stunnel");

    TaskRunEnd end = run.await(PATIENCE);

    assertThat(end.attempts()).as(end.logs()).hasSize(2);
    PodEnd first = end.attempts().get(0);
    assertThat(first.results()).containsEntry("reason", "TUNNEL_DIED");
    assertThat(end.succeeded()).as(end.logs()).isTrue();
    assertThat(end.results())
        .containsEntry("reason", "SUCCEEDED")
        .containsEntry("run", first.results().get("run"));
    assertCopied();
    assertNothingLeft();
  }

  @Test
  @DisplayName("is tried again after Tekton's timeout while the attempt before still cleans up")
  void retriedAfterTimeout() throws Exception {
    RunningTaskRun run = startSlowCopy(taskRun());

    run.timeOut();

    TaskRunEnd end = run.await(PATIENCE);
    assertThat(end.attempts())
        .as(end.logs())
        .extracting(PodEnd::reason)
        .containsExactly(Reason.TIMED_OUT, Reason.SUCCEEDED);
    assertCopied();
    assertNothingLeft();
  }
}
