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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a TaskRun of the Task {@code volume-transfer} tells the truth, however it ends, and leaves
 * nothing behind. Method: the sample of one cluster, with claims of other names, is run as Tekton
 * runs it; the copy is slowed down, so that what happens to it happens in its midst. {@code
 * -Dtaskrun.failures=all} takes more failures.
 */
@DisplayName("A TaskRun of volume-transfer")
@EnabledIf("io.jenkins.plugins.volumetransfer.cli.endtoend.TektonBed#hasCli")
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
    tekton.allow(source, destination);
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

  @ParameterizedTest(name = "{0}")
  @Tag("search")
  @MethodSource("provocations")
  @DisplayName("that fails has the failure's reason as its result, and nothing is left")
  void fails(Provocation provocation) throws Exception {
    ObjectNode taskRun = taskRun();
    taskRun.withObject("/spec").put("retries", 0);

    TaskRunEnd end = provocation.run.of(this, taskRun).await(PATIENCE);

    assertThat(end.reason()).as(end.logs()).isEqualTo(Reason.STEP_FAILED);
    assertThat(end.results()).as(end.logs()).containsEntry("reason", provocation.name());
    assertNothingLeft();
  }

  static Stream<Provocation> provocations() {
    return Stream.of(Provocation.values()).filter(each -> all() || each.quick);
  }

  private static boolean all() {
    return System.getProperty("taskrun.failures", "").equals("all");
  }

  /** Failures by their reasons. */
  enum Provocation {
    CLAIM_MISSING(
        true,
        (test, taskRun) -> {
          TektonBed.putAll(taskRun, "to", test.destination + "/no-such-claim");
          return test.start(taskRun);
        }),
    BAD_INPUT(
        true,
        (test, taskRun) -> {
          TektonBed.put(taskRun, "bandwidth-limit", "fast");
          return test.start(taskRun);
        }),
    RSYNC_FAILED(
        false,
        (test, taskRun) -> {
          bed.onClaim(test.destination, "data", "mkdir \"$1/name\"; touch \"$1/name/file\"");
          TektonBed.put(taskRun, "delete", "false");
          return test.start(taskRun);
        }),
    DESTINATION_NOT_LISTENING(
        false,
        (test, taskRun) -> {
          TektonBed.put(taskRun, "address", "127.0.0.1:9");
          TektonBed.putAll(taskRun, "options", "--tunnel-timeout=5s");
          return test.start(taskRun);
        }),
    DEADLINE(
        false,
        (test, taskRun) -> {
          TektonBed.put(taskRun, "timeout", "6s");
          TektonBed.put(taskRun, "bandwidth-limit", "500K");
          return test.start(taskRun);
        }),
    RSYNC_KILLED(false, (test, taskRun) -> test.killedInMidCopy(taskRun, source, "rsync")),
    TUNNEL_DIED(false, (test, taskRun) -> test.killedInMidCopy(taskRun, source, "stunnel")),
    DESTINATION_ENDED(
        false, (test, taskRun) -> test.killedInMidCopy(taskRun, test.destination, "stunnel")),
    POD_DELETED(
        false,
        (test, taskRun) -> {
          RunningTaskRun run = test.startSlowCopy(taskRun);
          bed.client().resource(test.transferPod(source)).delete();
          return run;
        });

    private interface Run {
      RunningTaskRun of(TaskRunIT test, ObjectNode taskRun) throws Exception;
    }

    private final boolean quick;
    private final Run run;

    Provocation(boolean quick, Run run) {
      this.quick = quick;
      this.run = run;
    }
  }

  /** In the container of the same name. */
  private RunningTaskRun killedInMidCopy(ObjectNode taskRun, String side, String command)
      throws Exception {
    RunningTaskRun run = startSlowCopy(taskRun);
    bed.kill(side, transferPod(side).getMetadata().getName(), command, command);
    return run;
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
  @DisplayName("that has less time than the transfer ends before it, with the reason, all clean")
  void endsBeforeItsTime() throws Exception {
    ObjectNode taskRun = taskRun();
    taskRun.withObject("/spec").put("retries", 0).put("timeout", "40s");
    TektonBed.put(taskRun, "bandwidth-limit", "200K");

    TaskRunEnd end = start(taskRun).await(PATIENCE);

    assertThat(end.reason()).as(end.message() + end.logs()).isEqualTo(Reason.STEP_FAILED);
    assertThat(end.results()).as(end.logs()).containsEntry("reason", "DEADLINE");
    assertThat(end.logs()).contains("40 s, is over in 20 s; give it a longer timeout");
    assertNothingLeft();
  }

  static Stream<String> killed() {
    return all() ? Stream.of("the step", "the tunnel") : Stream.of("the step");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("killed")
  @DisplayName("is tried again after a failure, as the same run, and goes on to the end")
  void retried(String killed) throws Exception {
    RunningTaskRun run = startSlowCopy(taskRun());
    Pod pod = transferPod(source);
    if (killed.equals("the step")) {
      bed.kill(destination, run.pods().get(0), "step-transfer", "java");
    } else {
      bed.kill(source, pod.getMetadata().getName(), "stunnel", "stunnel");
    }

    TaskRunEnd end = run.await(PATIENCE);

    assertThat(end.attempts()).as(end.logs()).hasSize(2);
    assertThat(end.attempts().get(0).reason()).isEqualTo(Reason.STEP_FAILED);
    if (killed.equals("the step")) {
      assertThat(end.attempts().get(0).results()).containsEntry("reason", "ABORTED");
    }
    assertThat(end.succeeded()).as(end.logs()).isTrue();
    assertThat(end.results())
        .containsEntry("reason", "SUCCEEDED")
        .containsEntry("run", pod.getMetadata().getLabels().get(Labels.RUN));
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
