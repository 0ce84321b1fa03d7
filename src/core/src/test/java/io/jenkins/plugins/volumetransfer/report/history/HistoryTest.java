package io.jenkins.plugins.volumetransfer.report.history;

import static io.jenkins.plugins.volumetransfer.report.Results.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.report.Results;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  @DisplayName("a history tells what happened to each transfer, and when")
  void tells() {
    History history = Histories.partly();

    assertThat(history.transfers())
        .extracting(each -> each.transfer().name())
        .containsExactly("one", "two");
    TransferHistory two = history.transfers().get(1);
    assertThat(two.attempts()).isEqualTo(2);
    assertThat(two.phases())
        .contains(
            new PhaseBegin(Phase.COPYING, 1, STARTED.plusSeconds(4)),
            new PhaseBegin(Phase.BACKING_OFF, 1, STARTED.plusSeconds(24)));
    assertThat(two.failures()).extracting(FailedAttempt::attempt).containsExactly(1, 2);
    assertThat(two.remarks()).hasSize(1);
    assertThat(two.logs()).hasSize(8);
    assertThat(history.result()).isPresent();
  }

  @Test
  @DisplayName("as long as one transfer has no result, the run has none")
  void unfinished() {
    assertThat(Histories.of("one", Histories.progress("one", 1)).result()).isEmpty();
  }

  @Test
  @DisplayName("where the engine failed without an announcement, its result still counts")
  void abandoned() {
    History history = Histories.of("one");

    History ended =
        history.ended(
            new RunResult(Results.RUN, List.of(Results.failed("one"))), STARTED.plusSeconds(9));

    assertThat(ended.result()).isPresent();
    assertThat(ended.latest()).isEqualTo(STARTED.plusSeconds(9));
  }

  @Test
  @DisplayName("a clock that goes back puts nothing before what happened before")
  void clock() {
    History history =
        Histories.of("one", Histories.progress("one", 1), Histories.progress("one", 2))
            .with(new Announcement.PhaseChanged("one", Phase.COPYING, 1), STARTED.minusSeconds(60));

    assertThat(history.transfers().get(0).phases())
        .endsWith(new PhaseBegin(Phase.COPYING, 1, STARTED.plusSeconds(1)));
  }

  @Test
  @DisplayName("of endless attempts, the latest are kept; of endless warnings, the first")
  void bounded() {
    History history = Histories.of("one");
    for (int i = 1; i <= 1_000; i++) {
      history =
          history
              .with(new Announcement.PhaseChanged("one", Phase.COPYING, i), STARTED)
              .with(new Announcement.Warning("one", "warning " + i), STARTED);
    }

    TransferHistory one = history.transfers().get(0);
    assertThat(one.phases()).hasSize(TransferHistory.ENTRIES_MAX);
    assertThat(one.phases().get(TransferHistory.ENTRIES_MAX - 1).attempt()).isEqualTo(1_000);
    assertThat(one.remarks()).hasSize(TransferHistory.ENTRIES_MAX);
    assertThat(one.remarks().get(0).text()).isEqualTo("warning 1");
  }

  @Test
  @DisplayName("logs of all transfers together are bounded")
  void logs() {
    History history = Histories.of("one");
    Announcement logs = new Announcement.Logs("one", Histories.log(300, 1_000));
    for (int i = 0; i < 100; i++) {
      history = history.with(logs, STARTED);
    }

    assertThat(history.transfers().get(0).logs().stream().mapToInt(log -> log.characters()).sum())
        .isBetween(History.LOG_CHARACTERS_MAX - 300_000, History.LOG_CHARACTERS_MAX);
  }
}
