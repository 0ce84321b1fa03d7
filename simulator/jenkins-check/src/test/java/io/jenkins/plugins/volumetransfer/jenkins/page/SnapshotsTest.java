package io.jenkins.plugins.volumetransfer.jenkins.page;

import static io.jenkins.plugins.volumetransfer.jenkins.page.Runs.BEGAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private final RunSnapshot underWay = Snapshots.of(Runs.underWay(), BEGAN.plusSeconds(60));

  @Test
  @DisplayName("a copy under way has its progress, rate, time left, and the failure before it")
  void copying() {
    TransferSnapshot copying = underWay.transfers().get(0);
    assertThat(copying.state()).isEqualTo(State.RUNNING);
    assertThat(copying.doing()).isEqualTo("copying");
    assertThat(copying.rate()).isEqualTo("1.0 MiB/s");
    // 40 MiB are less than 26 percent, as rsync rounds down: at least 113.8 MiB are left.
    assertThat(copying.timeLeft()).isEqualTo("0:01:54");
    assertThat(copying.attempts()).isEqualTo(2);
    assertThat(copying.reason()).isEqualTo("CONNECTION_LOST");
    assertThat(copying.message()).isEqualTo("Attempt 1 failed: the connection was reset");
    assertThat(copying.claims())
        .containsExactly(
            new ClaimSnapshot(
                "app-3/postgresql", "app-4/postgresql", 25, "40.0 MiB of about 153.8 MiB", ""));
  }

  @Test
  @DisplayName("what waits for its turn is queued, and tells no rate")
  void queued() {
    TransferSnapshot queued = underWay.transfers().get(1);
    assertThat(queued.state()).isEqualTo(State.QUEUED);
    assertThat(queued.doing()).isEqualTo("queued");
    assertThat(queued.rate() + queued.timeLeft() + queued.reason()).isEmpty();
    assertThat(queued.attempts()).isZero();
  }

  @Test
  @DisplayName("the rate falls when nothing comes any more")
  void stalled() {
    RunSnapshot later = Snapshots.of(Runs.underWay(), BEGAN.plusSeconds(120));
    assertThat(later.transfers().get(0).rate()).isEqualTo("0 B/s");
    assertThat(later.transfers().get(0).timeLeft()).isEmpty();
    assertThat(later.seconds()).isEqualTo(120);
  }

  @Test
  @DisplayName("phases follow each other without a gap, up to now")
  void phases() {
    var phases = underWay.transfers().get(0).phases();
    for (int i = 1; i < phases.size(); i++) {
      PhaseSnapshot before = phases.get(i - 1);
      assertThat(phases.get(i).x()).isGreaterThanOrEqualTo(before.x());
      if (before.width() > 0.3) {
        assertThat(before.x() + before.width())
            .as(before.text())
            .isEqualTo(phases.get(i).x(), Offset.offset(0.011));
      }
    }
    PhaseSnapshot last = phases.get(phases.size() - 1);
    assertThat(last.text()).isEqualTo("copying, attempt 2");
    assertThat(last.stage()).isEqualTo("copying");
    assertThat(last.x() + last.width()).isEqualTo(100, Offset.offset(0.011));
  }

  @Test
  @DisplayName("the log says what happened, in its order, with the time since the run's beginning")
  void log() {
    assertThat(underWay.transfers().get(0).log())
        .containsSubsequence(
            "0:00:10 failed: CONNECTION_LOST: the connection was reset; next attempt in 5 s",
            "0:00:19 copying, attempt 2",
            "0:00:20 warning: no node takes the pod <yet>");
  }

  @Test
  @DisplayName(
      "a run that is over is one state, one sentence, and the figures of all its transfers")
  void over() {
    RunSnapshot run = Snapshots.of(Runs.partlyFailed(), BEGAN.plusSeconds(1_000));
    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(run.verdict()).isEqualTo("1 of 2 transfers succeeded");
    assertThat(run.seconds()).as("not until it was asked").isEqualTo(45);
    assertThat(run.bytes()).isEqualTo(100L << 20);
    assertThat(run.transfers())
        .extracting(TransferSnapshot::doing, TransferSnapshot::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("succeeded", ""),
            org.assertj.core.groups.Tuple.tuple("failed", "NO_SPACE"));
  }

  @Test
  @DisplayName("what was verified says so, with the number of entries; one that differs does not")
  void verified() {
    RunSnapshot equal = Snapshots.of(Runs.verified(0), BEGAN.plusSeconds(1_000));
    assertThat(equal.verdict()).isEqualTo("The transfer succeeded, verified, 1,234 entries");
    assertThat(equal.transfers().get(0).claims().get(0).verified())
        .isEqualTo("verified, 1,234 entries");

    RunSnapshot different = Snapshots.of(Runs.verified(2), BEGAN.plusSeconds(1_000));
    assertThat(different.verdict()).isEqualTo("The transfer failed");
    assertThat(different.transfers().get(0).claims().get(0).verified())
        .isEqualTo("2 of 1,234 entries differ");
    assertThat(Snapshots.of(Runs.succeeded("r9", 10), BEGAN.plusSeconds(20)).verdict())
        .isEqualTo("The transfer succeeded");
  }

  @Test
  @DisplayName("the log has messages, and not rsync's progress and figures")
  void messages() {
    assertThat(Snapshots.of(Runs.withLogs(), BEGAN.plusSeconds(60)).transfers().get(0).log())
        .contains(
            "rsync of the source: rsync: [sender] send_files failed to open \"/x\": denied (13)",
            "rsync of the source: volume-transfer: volume postgresql ended with code 23",
            "stunnel of the source: LOG5[ui]: Configuration successful")
        .noneMatch(line -> line.contains("%"))
        .noneMatch(line -> line.contains("Total file size"))
        .noneMatch(line -> line.contains("speedup"))
        .noneMatch(line -> line.contains("working"))
        .noneMatch(line -> line.contains("verifying"))
        .noneMatch(line -> line.endsWith(": "));
  }

  @Test
  @DisplayName("a build that was killed has a run that is unfinished, not one that runs for ever")
  void unfinished() {
    RunSnapshot left = underWay.unfinished();
    assertThat(left.running()).isFalse();
    assertThat(left.transfers()).extracting(TransferSnapshot::state).containsOnly(State.UNFINISHED);
    RunSnapshot over = Snapshots.of(Runs.partlyFailed(), BEGAN);
    assertThat(over.unfinished()).isEqualTo(over);
  }

  @Test
  @DisplayName(
      "of many transfers only some have phases and logs, those that failed before all others")
  void bounded() {
    RunSnapshot run = Snapshots.of(Runs.partlyFailed(), BEGAN);
    List<TransferSnapshot> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(renamed(run.transfers().get(0), "good-" + i));
    }
    many.add(run.transfers().get(1));
    RunSnapshot bounded = with(run, many).bounded();
    assertThat(bounded.transfers()).hasSize(501);
    assertThat(bounded.transfers().get(500)).isEqualTo(run.transfers().get(1));
    assertThat(bounded.transfers().get(0).log()).isNotEmpty();
    assertThat(bounded.transfers().get(499).log()).isEmpty();
    assertThat(bounded.transfers().stream().mapToInt(TransferSnapshot::detailCharacters).sum())
        .isBetween(RunSnapshot.DETAIL_CHARACTERS_MAX / 2, RunSnapshot.DETAIL_CHARACTERS_MAX);
  }

  private static RunSnapshot with(RunSnapshot run, List<TransferSnapshot> transfers) {
    return new RunSnapshot(
        run.run(),
        run.state(),
        run.verdict(),
        run.began(),
        run.took(),
        run.copied(),
        run.rate(),
        run.bytes(),
        run.files(),
        run.seconds(),
        run.changed(),
        transfers,
        run.reports());
  }

  private static TransferSnapshot renamed(TransferSnapshot one, String name) {
    return new TransferSnapshot(
        name,
        one.state(),
        one.doing(),
        one.rate(),
        one.timeLeft(),
        one.attempts(),
        one.reason(),
        one.message(),
        one.claims(),
        one.phases(),
        one.log(),
        one.changed());
  }

  @Test
  @DisplayName("JSON and back is the same; what an older version did not write is empty")
  void json() {
    assertThat(SnapshotJson.read(SnapshotJson.of(underWay))).contains(underWay);
    assertThat(SnapshotJson.read("{\"run\":\"r0\",\"state\":\"PAUSED\",\"colour\":\"red\"}"))
        .hasValueSatisfying(
            old -> {
              assertThat(old.run()).isEqualTo("r0");
              assertThat(old.state()).isEqualTo(State.UNFINISHED);
              assertThat(old.verdict()).isEmpty();
              assertThat(old.transfers()).isEmpty();
            });
    assertThat(SnapshotJson.read("{\"run\":\"r0\"}"))
        .hasValueSatisfying(old -> assertThat(old.state()).isEqualTo(State.UNFINISHED));
    assertThat(SnapshotJson.read("no JSON")).isEmpty();
  }
}
