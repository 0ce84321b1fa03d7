package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import io.jenkins.plugins.volumetransfer.cluster.PodTime;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: what Tekton does around a step is known to the command line, since it tells the step
 * nothing. Method: the real engine, in memory.
 */
@Timeout(60)
class UnderTektonTest {
  private static final PodTime TEN_MINUTES =
      new PodTime("TaskRun copy", Typed.NOW, Duration.ofMinutes(10));

  @TempDir private Path directory;
  private final FakeCluster cluster = new FakeCluster();
  private final Typed typed = Typed.into(cluster);

  @ParameterizedTest(name = "of {0} s, after {1} s, with {2} s to clean up: {3} s are left")
  @DisplayName("a run ends early enough to clean up, but not before half of the time is over")
  @CsvSource({
    "3600, 0, 25, 3555",
    "3600, 10, 25, 3545",
    "600, 0, 25, 555",
    "60, 0, 25, 30",
    "600, 0, 100, 480",
    "600, 599, 25, 0",
    "600, 700, 25, 0"
  })
  void left(long seconds, long after, long cleanUp, long left) {
    PodTime time = new PodTime("TaskRun copy", Typed.NOW, Duration.ofSeconds(seconds));

    OwnTime own =
        OwnTime.of(
            time, Typed.NOW.plusSeconds(after), OwnTime.SPARE.plus(Duration.ofSeconds(cleanUp)));

    assertThat(own.left()).isEqualTo(Duration.ofSeconds(left));
  }

  @Test
  @DisplayName("when the TaskRun's time is nearly over, the run is stopped, cleaned up, and told")
  void timeOver() throws IOException {
    PodTime over = new PodTime("TaskRun copy", Typed.NOW.minusSeconds(554), Duration.ofMinutes(10));
    cluster.neverEnds("postgresql").hasTime(over);

    int code = inPod(typed).run(transfer("--stop-timeout=25s"));

    assertThat(code).isEqualTo(ExitStatus.FAILED.code());
    assertThat(typed.out())
        .contains("DEADLINE: the time of TaskRun copy, 600 s, is over in 45 s; give it a longer");
    assertThat(Files.readString(directory.resolve("reason"))).isEqualTo("DEADLINE");
    assertThat(cluster.deleted()).extracting(ObjectRef::kind).contains(ObjectRef.Kind.POD);
  }

  @Test
  @DisplayName("a run that ends before is not touched, and one outside of a pod has no such time")
  void inTime() {
    assertThat(inPod(Typed.into(new FakeCluster().hasTime(TEN_MINUTES))).run(transfer())).isZero();

    PodTime over = new PodTime("TaskRun copy", Typed.NOW.minusSeconds(600), Duration.ofMinutes(10));
    assertThat(Typed.into(new FakeCluster().hasTime(over)).run(transfer())).isZero();
  }

  @Test
  @DisplayName("--wait-unused begins when the last pod that uses a claim is gone")
  void unused() {
    cluster.uses("app-3", "postgresql", "postgresql-0").unusedAfter(4);

    assertThat(typed.run(transfer("--wait-unused=1m"))).as(typed.err()).isZero();

    assertThat(typed.err())
        .contains("waiting: the source claim app-3/postgresql is used by postgresql-0");
  }

  @Test
  @DisplayName("--wait-unused gives up after its time, with a reason, and makes nothing")
  void stillUsed() throws IOException {
    cluster.uses("app-3", "postgresql", "postgresql-0").uses("app-3", "other", "other-0");

    assertThat(typed.run(transfer("--wait-unused=1s"))).isEqualTo(ExitStatus.FAILED.code());

    assertThat(typed.err())
        .contains(
            "CLAIM_IN_USE: the source claim app-3/postgresql is used by postgresql-0, still after"
                + " 1 s");
    assertThat(Files.readString(directory.resolve("reason"))).isEqualTo("CLAIM_IN_USE");
    assertThat(cluster.created()).isEmpty();
  }

  @Test
  @DisplayName("--wait-unused passes over who writes nothing, and the pods of its own run")
  void unusedByOthers() {
    Optional<String> node = Optional.of("node-1");
    cluster
        .uses(
            "app-4",
            new ClaimUse("postgresql", "assistant", node, Optional.empty(), ClaimUse.Access.PLACE))
        .uses(
            "app-4",
            new ClaimUse("postgresql", "vt-r1", node, Optional.of("r1"), ClaimUse.Access.FILES));

    assertThat(typed.run(transfer("--wait-unused=1s", "--run-id=r1"))).as(typed.err()).isZero();

    assertThat(typed.err()).doesNotContain("waiting: ");
  }

  @Test
  @DisplayName("what a step leaves that is killed in mid-run is the result ABORTED")
  void killed() throws Exception {
    cluster.neverEnds("postgresql");
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> typed.run(transfer()));
    await().until(() -> typed.err().contains("copying"));

    assertThat(directory.resolve("reason")).hasContent("ABORTED");

    typed.signal(StopSignal.TERM);
    code.join();
  }

  @Test
  @DisplayName("cleanup --wait leaves the deleting to a run that does it itself")
  void cleanedUpByItself() {
    cluster.owns(CleanupCommandTest.configMap("mine"));
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              await().until(() -> typed.err().contains("waiting"));
              cluster.delete(CleanupCommandTest.configMap("mine").ref(), "uid");
            });

    assertThat(typed.run("cleanup", "--run=mine", "--wait=60s", "-n", "app")).isZero();

    run.join();
    assertThat(typed.out()).isEqualTo("Nothing to delete.\n");
    assertThat(typed.err()).contains("waiting up to 60 s for the run to delete what it has made");
    assertThat(cluster.deleted()).hasSize(1);
  }

  @Test
  @DisplayName("cleanup --wait deletes what is left after its time, and expired runs at once")
  void notCleanedUp() {
    cluster.owns(CleanupCommandTest.configMap("mine"));

    cluster.owns(CleanupCommandTest.expired("old"));

    assertThat(typed.run("cleanup", "--expired", "--wait=2s", "-n", "app")).isZero();
    assertThat(typed.err()).doesNotContain("waiting");
    assertThat(typed.out()).contains("deleted ConfigMap app/vt-old-x-source");
    assertThat(typed.run("cleanup", "--run=mine", "--wait=1s", "-n", "app")).isZero();

    assertThat(typed.out()).contains("deleted ConfigMap app/vt-mine-x-source");
  }

  private static Typed inPod(Typed typed) {
    return typed
        .with("VOLUME_TRANSFER_POD_NAMESPACE", "app-4")
        .with("VOLUME_TRANSFER_POD_NAME", "copy-pod")
        .with("VOLUME_TRANSFER_POD_UID", "u1");
  }

  private String[] transfer(String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "transfer";
    all[1] = "--from=app-3/postgresql";
    all[2] = "--to=app-4/postgresql";
    all[3] = "--result=reason=" + directory.resolve("reason");
    System.arraycopy(more, 0, all, 4, more.length);
    return all;
  }
}
