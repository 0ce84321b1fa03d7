package io.jenkins.plugins.volumetransfer.report.history;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.report.CopyProgress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What happened in a run: {@code history = history.with(announcement, now)}. Its size is bounded
 * for each transfer, and that of all logs together.
 */
public final class History {
  /** What a browser shows without trouble, whatever the number of transfers. */
  static final int LOG_CHARACTERS_MAX = 8 << 20;

  private final RunId run;
  private final Instant started;
  private final Instant latest;
  private final Map<String, TransferHistory> transfers;
  private final int logCharacters;

  private History(
      RunId run,
      Instant started,
      Instant latest,
      Map<String, TransferHistory> transfers,
      int logCharacters) {
    this.run = run;
    this.started = started;
    this.latest = latest;
    this.transfers = transfers;
    this.logCharacters = logCharacters;
  }

  /**
   * Of a run that begins now.
   *
   * @param transfers all of it
   */
  public static History of(RunId run, List<Transfer> transfers, Instant now) {
    Map<String, TransferHistory> all = new LinkedHashMap<>();
    transfers.forEach(transfer -> all.put(transfer.name(), TransferHistory.of(transfer, now)));
    return new History(run, now, now, all, 0);
  }

  public RunId run() {
    return run;
  }

  public Instant started() {
    return started;
  }

  /** When something was announced last; once the run is over, its end. */
  public Instant latest() {
    return latest;
  }

  /** In the order of the spec. */
  public List<TransferHistory> transfers() {
    return List.copyOf(transfers.values());
  }

  /** The run's result, once each transfer has one. */
  public Optional<RunResult> result() {
    List<TransferResult> results =
        transfers.values().stream().flatMap(each -> each.result().stream()).toList();
    return results.size() == transfers.size()
        ? Optional.of(new RunResult(run, results))
        : Optional.empty();
  }

  /**
   * @param now when it was announced; by a clock that went back, nothing happens before anything
   */
  public History with(Announcement announcement, Instant now) {
    Instant at = now.isBefore(latest) ? latest : now;
    if (announcement instanceof Announcement.PhaseChanged changed) {
      return changed(changed.transfer(), at, each -> begun(each, changed, at));
    } else if (announcement instanceof Announcement.Progress progress) {
      return changed(
          progress.transfer(), at, each -> each.with(point(each, progress, at), progress.log()));
    } else if (announcement instanceof Announcement.Warning warning) {
      return changed(warning.transfer(), at, each -> each.with(new Remark(at, warning.text())));
    } else if (announcement instanceof Announcement.AttemptFailed failed) {
      FailedAttempt failure =
          new FailedAttempt(failed.attempt(), failed.failure(), at, failed.retryIn());
      return changed(failed.transfer(), at, each -> each.with(failure));
    } else if (announcement instanceof Announcement.Logs logs) {
      return with(logs.transfer(), logs.log(), at);
    } else if (announcement instanceof Announcement.TransferEnded ended) {
      return ended(ended.result(), at);
    } else if (announcement instanceof Announcement.RunEnded ended) {
      return ended(ended.result(), at);
    }
    return this;
  }

  /** The run's end, also where the engine itself failed and announced nothing any more. */
  public History ended(RunResult result, Instant now) {
    History history = this;
    for (TransferResult each : result.transfers()) {
      history = history.ended(each, now.isBefore(latest) ? latest : now);
    }
    return history;
  }

  private History ended(TransferResult result, Instant at) {
    return changed(result.transfer().name(), at, each -> each.with(result));
  }

  private History with(String transfer, ContainerLog log, Instant at) {
    int characters = logCharacters + log.characters();
    if (characters > LOG_CHARACTERS_MAX) {
      return this;
    }
    History next = changed(transfer, at, each -> each.with(log));
    return new History(run, started, at, next.transfers, characters);
  }

  /** What is sent before the first news of it is sent since here. */
  private static TransferHistory begun(
      TransferHistory history, Announcement.PhaseChanged changed, Instant at) {
    TransferHistory begun = history.with(new PhaseBegin(changed.phase(), changed.attempt(), at));
    return changed.phase() == Phase.COPYING
        ? begun.with(new Curve.Point(at, changed.attempt(), 0), RsyncLog.empty())
        : begun;
  }

  private static Curve.Point point(
      TransferHistory history, Announcement.Progress progress, Instant at) {
    long bytes = CopyProgress.of(history.transfer(), progress.log()).bytes();
    return new Curve.Point(at, progress.attempt(), bytes);
  }

  /** What is announced of a transfer that nobody planned is nothing to report. */
  private History changed(String transfer, Instant at, UnaryOperator<TransferHistory> change) {
    if (!transfers.containsKey(transfer)) {
      return this;
    }
    Map<String, TransferHistory> all = new LinkedHashMap<>(transfers);
    all.compute(transfer, (name, history) -> change.apply(history));
    return new History(run, started, at, all, logCharacters);
  }
}
