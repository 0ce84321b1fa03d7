package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.report.history.FailedAttempt;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How transfers end, as soon as that is settled: when their clean-up begins. Who dies during the
 * clean-up need not copy again to know.
 */
final class Verdicts {
  private final Map<String, RsyncLog> logs = new HashMap<>();

  /**
   * @param history with the announcement
   * @return the result, but for what may be left behind; empty: nothing was settled by it
   */
  Optional<TransferResult> take(Announcement announcement, History history, Instant at) {
    return announcement.accept(new SettledResult(history, at));
  }

  private TransferResult settled(History run, TransferHistory history, Instant at) {
    List<FailedAttempt> failed = history.failures();
    Optional<Failure> failure =
        failed.stream()
            .filter(each -> each.retryIn().isEmpty())
            .map(FailedAttempt::failure)
            .findFirst();
    return new TransferResult(
        history.transfer(),
        run.endpoint().orElseGet(Endpoint.Auto::new),
        failure,
        failed.stream().map(FailedAttempt::failure).toList(),
        logs.getOrDefault(history.transfer().name(), RsyncLog.empty()),
        history.started(),
        at,
        List.of());
  }

  private final class SettledResult implements Announcement.Watcher<Optional<TransferResult>> {
    private final History history;
    private final Instant at;

    SettledResult(History history, Instant at) {
      this.history = history;
      this.at = at;
    }

    @Override
    public Optional<TransferResult> otherwise() {
      return Optional.empty();
    }

    @Override
    public Optional<TransferResult> handle(Announcement.PhaseChanged changed) {
      return changed.phase() == Phase.CLEANING
          ? history.transfers().stream()
              .filter(each -> each.transfer().name().equals(changed.transfer()))
              .map(each -> settled(history, each, at))
              .findFirst()
          : Optional.empty();
    }

    @Override
    public Optional<TransferResult> handle(Announcement.Progress progress) {
      logs.put(progress.transfer(), progress.log());
      return Optional.empty();
    }

    @Override
    public Optional<TransferResult> handle(Announcement.TransferEnded ended) {
      logs.remove(ended.result().transfer().name());
      return Optional.of(ended.result());
    }
  }
}
