package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.SavedHistory;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps with the step what its page shows, so that it tells the whole story though Jenkins is
 * started anew. For one thread at a time, that of the executor.
 *
 * <p>A save writes all transfers, so the time between two grows with their number.
 */
final class SavedPage {
  private static final int BETWEEN_MS_EACH = 50;
  private static final int BETWEEN_MS_MAX = 10_000;

  private final TransferVolumesExecution saved;
  private final Clock clock;
  private final Executor inOrder;

  /** Results that were known when clean-up began. */
  private final Map<String, TransferResult> settled = new LinkedHashMap<>();

  private History latest;
  private Instant savedAt = Instant.EPOCH;
  private boolean due;

  SavedPage(TransferVolumesExecution saved, Clock clock, Executor inOrder) {
    this.saved = saved;
    this.clock = clock;
    this.inOrder = inOrder;
  }

  /** The run's history up to now, with each end that is known. */
  History open(List<Transfer> all) {
    History history =
        saved
            .history()
            .flatMap(text -> SavedHistory.read(text, saved.run(), all))
            .orElseGet(() -> History.of(saved.run(), all, saved.started()));
    for (TransferHistory each : history.transfers()) {
      Map<String, Object> end = saved.ended().get(each.transfer().name());
      if (end != null && each.result().isEmpty()) {
        TransferResult result = PlainResult.read(end, history, each);
        history = history.with(new Announcement.TransferEnded(result), history.latest());
      }
    }
    latest = history;
    return latest;
  }

  /**
   * @param now with the announcement
   */
  void take(Announcement announcement, History now) {
    latest = now;
    if (!(announcement instanceof Announcement.Progress)) {
      saveSoon();
    }
  }

  /** A transfer's end is settled; it is in the next save. */
  void settled(TransferResult result) {
    settled.put(result.transfer().name(), result);
  }

  private void saveSoon() {
    if (due) {
      return;
    }
    Duration since = Duration.between(savedAt, clock.instant());
    long wait =
        Math.min(BETWEEN_MS_MAX, (long) BETWEEN_MS_EACH * latest.transfers().size())
            - since.toMillis();
    if (wait <= 0) {
      save();
    } else {
      due = true;
      CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, inOrder).execute(this::save);
    }
  }

  private void save() {
    due = false;
    savedAt = clock.instant();
    History history = latest;
    for (TransferResult result : settled.values()) {
      history = history.with(new Announcement.TransferEnded(result), history.latest());
    }
    saved.remember(SavedHistory.text(history));
  }
}
