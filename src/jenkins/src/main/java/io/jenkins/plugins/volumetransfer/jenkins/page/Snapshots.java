package io.jenkins.plugins.volumetransfer.jenkins.page;

import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.report.CopyProgress;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** From a run's history to its snapshot. Pure. */
final class Snapshots {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Snapshots() {}

  static RunSnapshot of(History history, Instant now) {
    boolean over = history.result().isPresent() || now.isBefore(history.latest());
    Instant end = over ? history.latest() : now;
    List<CopyProgress> copies =
        history.transfers().stream()
            .map(each -> CopyProgress.of(each.transfer(), TransferSnapshots.log(each)))
            .toList();
    long bytes = copies.stream().mapToLong(CopyProgress::bytes).sum();
    Duration took = Duration.between(history.started(), end);
    return new RunSnapshot(
            history.run().value(),
            state(history),
            verdict(history),
            DAY.format(history.started()),
            Durations.text(took),
            ByteSize.text(bytes),
            rate(TransferReport.meanRate(bytes, took)),
            bytes,
            copies.stream().mapToLong(CopyProgress::files).sum(),
            took.toMillis() / 1e3,
            history.latest().toEpochMilli(),
            history.transfers().stream()
                .map(each -> new TransferSnapshots(history, each, end).transfer())
                .toList(),
            List.of())
        .bounded();
  }

  private static State state(History history) {
    return history
        .result()
        .map(result -> result.succeeded() ? State.SUCCEEDED : State.FAILED)
        .orElse(State.RUNNING);
  }

  private static String verdict(History history) {
    int all = history.transfers().size();
    long succeeded = history.transfers().stream().filter(TransferHistory::succeeded).count();
    Optional<RunResult> result = history.result();
    if (result.isEmpty()) {
      long ended = history.transfers().stream().filter(each -> each.result().isPresent()).count();
      return all == 1 ? "The transfer is under way" : ended + " of " + all + " transfers are over";
    } else if (all == 1) {
      return (succeeded == 1 ? "The transfer succeeded" : "The transfer failed")
          + verified(history);
    }
    return succeeded + " of " + all + " transfers succeeded" + verified(history);
  }

  /** Only if that holds for all of it; empty: it does not, or was not asked for. */
  private static String verified(History history) {
    List<Optional<Verification.Verdict>> verdicts =
        history.transfers().stream()
            .flatMap(
                each ->
                    each.transfer().volumes().stream()
                        .map(volume -> TransferSnapshots.log(each).volume(volume.name())))
            .map(volume -> volume.flatMap(VolumeProgress::verification))
            .map(found -> found.filter(each -> each.differences() == 0))
            .map(found -> found.flatMap(Verification::verdict))
            .toList();
    return verdicts.stream().allMatch(Optional::isPresent)
            && history.transfers().stream().allMatch(TransferHistory::succeeded)
        ? String.format(
            Locale.ROOT,
            ", verified, %,d entries",
            verdicts.stream().mapToLong(each -> each.get().entries()).sum())
        : "";
  }

  /** Empty: unknown. */
  static String rate(OptionalDouble bytesPerSecond) {
    return bytesPerSecond.isPresent() ? ByteSize.perSecond(bytesPerSecond.getAsDouble()) : "";
  }
}
