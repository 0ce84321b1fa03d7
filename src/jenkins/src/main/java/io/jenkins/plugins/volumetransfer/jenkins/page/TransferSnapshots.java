package io.jenkins.plugins.volumetransfer.jenkins.page;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.progress.Rate;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.report.CopyProgress;
import io.jenkins.plugins.volumetransfer.report.CopyTotal;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.report.history.Curve;
import io.jenkins.plugins.volumetransfer.report.history.FailedAttempt;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.PhaseBegin;
import io.jenkins.plugins.volumetransfer.report.history.Remark;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * From a transfer's history to its snapshot. Pure.
 *
 * @param run whose transfer it is
 * @param end now, or the run's end
 */
record TransferSnapshots(History run, TransferHistory history, Instant end) {

  TransferSnapshot transfer() {
    Optional<TransferResult> result = history.result();
    boolean copying = result.isEmpty() && phase() == Phase.COPYING;
    Rate rate = copying ? rate() : Rate.none();
    Optional<Failure> failure = failure();
    return new TransferSnapshot(
        history.transfer().name(),
        state(),
        result.isPresent() ? state().text() : doing(),
        Snapshots.rate(
            result
                .map(TransferReport::of)
                .map(TransferReport::bytesPerSecond)
                .orElseGet(() -> copying ? rate.bytesPerSecond(end) : OptionalDouble.empty())),
        copying ? timeLeft(rate) : "",
        history.attempts(),
        failure.map(why -> why.reason().name()).orElse(""),
        message(failure),
        history.transfer().volumes().stream().map(this::claim).toList(),
        new PhaseBar(run, history, end).phases(),
        new LogTail(run, history).lines(),
        changed());
  }

  /** Nothing is sooner than a phase's beginning, so that there always is something. */
  private long changed() {
    Stream<Instant> moments =
        Stream.of(
                history.phases().stream().map(PhaseBegin::at),
                history.failures().stream().map(FailedAttempt::at),
                history.remarks().stream().map(Remark::at),
                history.curve().points().stream().map(Curve.Point::at),
                history.result().stream().map(TransferResult::ended))
            .flatMap(Function.identity());
    return moments.max(Comparator.naturalOrder()).orElseThrow().toEpochMilli();
  }

  /** What rsync said in the latest attempt. */
  static RsyncLog log(TransferHistory history) {
    return history.result().map(TransferResult::log).orElse(history.log());
  }

  private State state() {
    return history
        .result()
        .map(result -> result.succeeded() ? State.SUCCEEDED : State.FAILED)
        .orElse(phase() == Phase.NOT_STARTED ? State.QUEUED : State.RUNNING);
  }

  private Phase phase() {
    return history.phases().get(history.phases().size() - 1).phase();
  }

  private String doing() {
    return phase() == Phase.COPYING && copy().verifying().isPresent()
        ? "verifying"
        : phase().text();
  }

  private CopyProgress copy() {
    return CopyProgress.of(history.transfer(), log(history));
  }

  /** Of the attempt under way. */
  private Rate rate() {
    Rate rate = Rate.none();
    for (Curve.Point point : history.curve().points()) {
      rate = rate.with(point.at(), point.bytes());
    }
    return rate;
  }

  private String timeLeft(Rate rate) {
    return copy()
        .total()
        .flatMap(total -> rate.timeLeft(total.left(), end))
        .map(Durations::text)
        .orElse("");
  }

  /** Of the transfer; as long as it goes on, of its latest attempt that failed. */
  private Optional<Failure> failure() {
    if (history.result().isPresent()) {
      return history.result().get().failure();
    }
    List<FailedAttempt> failed = history.failures();
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of(failed.get(failed.size() - 1).failure());
  }

  /** As long as another attempt is under way, what failed is not the transfer. */
  private String message(Optional<Failure> failure) {
    String why = failure.map(Failure::message).orElse("");
    List<FailedAttempt> failed = history.failures();
    return history.result().isPresent() || failed.isEmpty()
        ? why
        : "Attempt %s failed: %s".formatted(failed.get(failed.size() - 1).attempt(), why);
  }

  private ClaimSnapshot claim(PlannedVolume volume) {
    Optional<VolumeProgress> known = log(history).volume(volume.name());
    boolean over = known.filter(each -> each.exitCode().isPresent()).isPresent();
    Optional<CopyTotal> total = known.flatMap(CopyProgress::total);
    String copied = ByteSize.text(known.map(VolumeProgress::bytesTransferred).orElse(0L));
    return new ClaimSnapshot(
        volume.pair().from().toString(),
        volume.pair().to().toString(),
        known.map(VolumeProgress::percent).orElse(0),
        over || total.isEmpty() ? copied : copied + " of " + total.get().text(),
        known
            .flatMap(VolumeProgress::verification)
            .flatMap(Verification::verdict)
            .map(TransferSnapshots::verified)
            .orElse(""));
  }

  /** {@code verified, 1,000 entries}, or how many differ. */
  static String verified(Verification.Verdict verdict) {
    long differences = verdict.changed() + verdict.missing() + verdict.additional();
    return differences == 0
        ? String.format(Locale.ROOT, "verified, %,d entries", verdict.entries())
        : String.format(Locale.ROOT, "%,d of %,d entries differ", differences, verdict.entries());
  }
}
