package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: what a user sees of a run. Method: the real engine over a cluster in memory. */
@Timeout(60)
class TransferCommandTest {
  private static final String[] ONE = {
    "transfer", "--from", "app-3/data", "--to", "app-4/data", "--run-id", "r1"
  };
  private static final String[] TWO = {
    "transfer",
    "--source-namespace=app-3",
    "--destination-namespace=app-4",
    "--from=one",
    "--from=two",
    "--run-id=r1",
    "--retries=0"
  };

  @Test
  @DisplayName("a transfer that succeeds exits with 0 and says what it copied")
  void success() {
    Typed typed = Typed.without();

    assertThat(typed.run(ONE)).isEqualTo(0);

    assertThat(typed.out().lines())
        .containsExactly(
            "TRANSFER  RESULT     COPIED   FILES  DELETED  DURATION  RATE  ATTEMPTS",
            "data      succeeded  1.0 MiB  3      0        0:00:00   -     1",
            "",
            "The transfer succeeded: 1.0 MiB in 3 files, 0:00:00 (run r1, endpoint CLUSTER_IP).");
  }

  @Test
  @DisplayName("without a terminal, stderr has a line for each phase")
  void phases() {
    Typed typed = Typed.without();

    typed.run(ONE);

    assertThat(typed.err().lines())
        .startsWith(
            "0:00:00 run r1: 1 transfer",
            "0:00:00 data: app-3/data -> app-4/data",
            "0:00:00 endpoint CLUSTER_IP: source and destination are in one cluster",
            "0:00:00 data: checking the claims")
        .contains("0:00:00 data: copying", "0:00:00 data: cleaning up")
        .endsWith("0:00:00 data: succeeded after 0:00:00");
  }

  @Test
  @DisplayName("--progress none leaves stderr empty")
  void silence() {
    Typed typed = Typed.without();

    typed.run(with(ONE, "--progress", "none"));

    assertThat(typed.err()).isEmpty();
  }

  @Test
  @DisplayName("a terminal gets bars, which are gone at the end")
  void bars() {
    Typed typed = Typed.atTerminal(new FakeCluster());

    assertThat(typed.run(ONE)).isEqualTo(0);

    assertThat(typed.err()).contains("data").contains("\033[2K").endsWith("\r\033[J");
  }

  @Test
  @DisplayName("a transfer that fails exits with 1 and names the reason")
  void failure() {
    Typed typed = Typed.into(new FakeCluster().endsWith("data", 11));

    assertThat(typed.run(ONE)).isEqualTo(1);

    assertThat(typed.out())
        .contains("data      failed")
        .contains("data: RSYNC_FAILED: rsync failed with")
        .contains("Permission denied")
        .endsWith(
            "The transfer failed: 1.0 MiB in 3 files, 0:00:00 (run r1, endpoint CLUSTER_IP).\n");
  }

  @Test
  @DisplayName("a cluster without native sidecars: refused by name before anything is created")
  void tooOld() {
    FakeCluster cluster = new FakeCluster().ofVersion(1, 28);
    Typed typed = Typed.into(cluster);

    assertThat(typed.run(with(ONE, "--topology", "sidecar"))).isEqualTo(1);

    assertThat(typed.out())
        .contains(
            "data: CLUSTER_TOO_OLD: topology SIDECAR needs Kubernetes 1.29 or later, the source"
                + " cluster has 1.28; write `topology: SEPARATE`");
    assertThat(cluster.deleted()).isEmpty();
  }

  @Test
  @DisplayName("the same cluster is good for the other topologies")
  void oldEnough() {
    Typed typed = Typed.into(new FakeCluster().ofVersion(1, 20));

    assertThat(typed.run(with(ONE, "--topology", "single"))).isEqualTo(0);
  }

  @Test
  @DisplayName("where some succeed and some fail, the exit code is 3")
  void partly() {
    Typed typed = Typed.into(new FakeCluster().endsWith("two", 11));

    assertThat(typed.run(TWO)).isEqualTo(3);

    assertThat(typed.out())
        .endsWith(
            "1 of 2 transfers succeeded, 1 failed: 2.0 MiB in 6 files, 0:00:00 (run r1, endpoint CLUSTER_IP).\n");
    assertThat(typed.err()).contains("two: failed: RSYNC_FAILED: ");
  }

  @Test
  @DisplayName("copied, but something was left behind: exit code 4, and how to remove it")
  void leftBehind() {
    Typed typed = Typed.into(new FakeCluster().undeletable(ObjectRef.Kind.SERVICE));

    assertThat(typed.run(ONE)).isEqualTo(4);

    assertThat(typed.out())
        .contains("  Service app-4/vt-r1-data-destination (destination)")
        .contains("Remove it with: volume-transfer cleanup --run r1 -n app-3 -n app-4")
        .contains("The transfer succeeded, but something was left behind: ");
    assertThat(typed.err()).contains("warning: clean-up failed: delete Service");
  }

  @Test
  @DisplayName("Ctrl-C twice tells what removes the run, with the user's cluster and namespaces")
  void interruptedTwice() throws Exception {
    Typed typed = Typed.into(new FakeCluster().neverEnds("data"));
    String[] elsewhere = with(ONE, "--source-context=east", "--destination-context=east");
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> typed.run(elsewhere));
    await().until(() -> typed.err().contains("copying"));

    typed.signal(StopSignal.INT);
    typed.signal(StopSignal.INT);

    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(typed.halted()).containsExactly(ExitStatus.INTERRUPTED);
    assertThat(typed.err())
        .contains(
            "left at once; clean up with `volume-transfer cleanup --run r1 --context east -n app-3"
                + " -n app-4`");
  }

  @Test
  @DisplayName("what can't be gone on with is removed by a command that finds the user's cluster")
  void otherSpec() {
    Typed typed = Typed.into(new FakeCluster().owns(CleanupCommandTest.configMap("mine")));

    assertThat(
            typed.run(
                "transfer",
                "--from=app/data",
                "--to=app/other",
                "--resume=mine",
                "--source-context=east",
                "--destination-context=east"))
        .isEqualTo(1);

    assertThat(typed.out())
        .contains("OTHER_SPEC: ", "`volume-transfer cleanup --run mine --context east -n app`");
  }

  @Test
  @DisplayName("a right that is missing is named once, however many transfers need it")
  void permission() {
    Typed typed = Typed.into(new FakeCluster().lacks(new Permission("", "pods", "create")));

    assertThat(typed.run(TWO)).isEqualTo(1);

    assertThat(typed.out())
        .containsOnlyOnce("not allowed to create pods in namespace app-3")
        .contains("one, two: PERMISSION_DENIED: ");
  }

  @Test
  @DisplayName("a retry is announced with its wait, and counted")
  void retry() {
    Typed typed = Typed.into(new FakeCluster().endsWith("data", 30));

    assertThat(typed.run(with(ONE, "--retries=1", "--retry-delay=0"))).isEqualTo(1);

    assertThat(typed.err()).contains("data: attempt 1 failed: NO_PROGRESS: ");
    assertThat(typed.err()).contains("; next attempt in 0 s");
    assertThat(typed.out()).containsPattern("data +failed .* 2\n");
  }

  @Test
  @DisplayName("--output json: every line of stdout is JSON, the last is the result")
  void json() throws IOException {
    Typed typed = Typed.into(new FakeCluster().endsWith("two", 11));

    typed.run(with(TWO, "--output", "json"));

    List<JsonNode> events = JsonLines.read(typed.out());
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.path("run").asText()).isEqualTo("r1");
              assertThat(event.path("time").asText()).isEqualTo("2026-01-02T03:04:05Z");
            });
    assertThat(events.stream().map(event -> event.path("event").asText()))
        .startsWith("runBegan")
        .contains("phaseChanged", "progress", "attemptFailed", "transferEnded")
        .endsWith("result");
    JsonNode result = events.get(events.size() - 1);
    assertThat(result.path("outcome").asText()).isEqualTo("PARTLY_SUCCEEDED");
    assertThat(result.path("exitCode").asInt()).isEqualTo(3);
    assertThat(result.at("/transfers/1/failure/reason").asText()).isEqualTo("RSYNC_FAILED");
    assertThat(typed.err()).isEmpty();
  }

  @Test
  @DisplayName("Ctrl-C stops the run, waits until it is clean, and exits with 130")
  void interrupted() throws Exception {
    FakeCluster cluster = new FakeCluster().neverEnds("data");
    Typed typed = Typed.into(cluster);
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> typed.run(ONE));
    await().until(() -> typed.err().contains("copying"));

    typed.signal(StopSignal.INT);

    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(typed.out()).contains("data: ABORTED: stopped by Ctrl-C");
    assertThat(typed.err()).contains("stopped by Ctrl-C: deleting what the run has made");
    assertThat(cluster.deleted()).hasSize(9);
    assertThat(typed.halted()).isEmpty();
  }

  @Test
  @DisplayName("SIGTERM does the same, with 143")
  void terminated() throws Exception {
    Typed typed = Typed.into(new FakeCluster().neverEnds("data"));
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> typed.run(ONE));
    await().until(() -> typed.err().contains("copying"));

    typed.signal(StopSignal.TERM);

    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(143);
  }

  @Test
  @DisplayName("--detach leaves what copies: it says how to come back, and deletes nothing")
  void detached() {
    FakeCluster cluster = new FakeCluster().neverEnds("data");
    Typed typed = Typed.into(cluster);

    assertThat(typed.run(with(ONE, "--detach", "--source-context=east"))).isZero();

    assertThat(typed.out().lines())
        .containsExactly(
            "run r1 goes on without this process; copying: data",
            "look at it with `volume-transfer status --follow r1 --context east -n app-3`",
            "end it with the same command and `--resume r1` in the place of `--detach`: that tells"
                + " the result and deletes the pods");
    assertThat(typed.err()).endsWith("data: copying\n");
    assertThat(cluster.deleted()).isEmpty();
    typed.signal(StopSignal.TERM);
    assertThat(cluster.deleted()).isEmpty();
  }

  @Test
  @DisplayName("--detach waits for those that don't copy yet, and tells of those that failed")
  void detachedFromOneOfTwo() throws Exception {
    Typed typed = Typed.into(new FakeCluster().neverEnds("data").endsWith("other", 23));

    int code =
        typed.run(
            "transfer",
            "--from=app-3/data",
            "--to=app-4/data",
            "--from=app-3/other",
            "--to=app-4/other",
            "--run-id=r1",
            "--retries=0",
            "--detach",
            "--output=json");

    assertThat(code).isEqualTo(3);
    List<JsonNode> events = JsonLines.read(typed.out());
    JsonNode last = events.get(events.size() - 1);
    assertThat(last.path("event").asText()).isEqualTo("left");
    assertThat(last.path("copying")).extracting(JsonNode::asText).containsExactly("data");
    assertThat(events)
        .filteredOn(event -> event.path("event").asText().equals("transferEnded"))
        .singleElement()
        .extracting(event -> event.at("/failure/reason").asText())
        .isEqualTo("RSYNC_FAILED");
  }

  @Test
  @DisplayName("what is over before --detach can leave is told as without it")
  void nothingToLeave() {
    Typed typed = Typed.into(new FakeCluster().withoutClaim("app-3", "data"));

    assertThat(typed.run(with(ONE, "--detach"))).isEqualTo(1);

    assertThat(typed.out()).contains("data: CLAIM_MISSING").doesNotContain("goes on");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("--detach is refused with what needs a process until the end")
  @CsvSource(
      delimiter = '|',
      value = {
        "--report-html=page.html | --report-html: is written at the run's end; give it with --resume,"
            + " not with --detach",
        "--result=run=id.txt | --result run: is written at the run's end; give it with --resume, not"
            + " with --detach",
        "--max-concurrent=1 | --detach: all 2 transfers have to copy at once; give --max-concurrent"
            + " 2",
      })
  void notDetached(String option, String told) {
    Typed typed = Typed.without();

    assertThat(typed.run(with(ONE, "--from=app-3/b", "--to=app-4/b", option, "--detach")))
        .isEqualTo(2);

    assertThat(typed.err()).contains(told);
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  @DisplayName("--all copies each claim of the namespace but those left out")
  void all() {
    Typed typed = Typed.into(new FakeCluster().hasClaims("web", "cache-1", "db"));

    assertThat(
            typed.run(
                "transfer",
                "--all",
                "--source-namespace=a",
                "--destination-namespace=b",
                "--exclude-claim=cache-*",
                "--run-id=r1"))
        .isZero();

    assertThat(typed.out())
        .containsSubsequence("db ", "succeeded", "web ", "succeeded", "2 transfers succeeded")
        .doesNotContain("cache-1");
  }

  @Test
  @DisplayName("--all without any claim fails by name, before anything is made")
  void noClaims() {
    Typed typed = Typed.into(new FakeCluster());

    assertThat(typed.run("transfer", "--all", "--source-namespace=a", "--destination-namespace=b"))
        .isEqualTo(1);

    assertThat(typed.err())
        .isEqualToIgnoringNewLines(
            "volume-transfer: NO_CLAIMS: the source namespace a has no claims; correct its name");
  }

  @Test
  @DisplayName("--fail-fast: the table tells the fate of those that were never started")
  void failFast() {
    Typed typed = Typed.into(new FakeCluster().endsWith("one", 11));

    assertThat(typed.run(with(TWO, "--fail-fast", "--max-concurrent=1"))).isEqualTo(1);

    assertThat(typed.out())
        .contains("two: NOT_STARTED: never started, as one failed and `failFast` is set")
        .contains("2 transfers failed");
  }
}
