package io.jenkins.plugins.volumetransfer.report.history;

import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to one transfer, in the order in which it happened.
 *
 * @param phases the latest {@link #ENTRIES_MAX}, of at least one: each begins with waiting
 * @param failures of attempts, the latest {@link #ENTRIES_MAX}
 * @param remarks the first {@link #ENTRIES_MAX}
 * @param log what rsync said in the latest attempt, up to now
 * @param logs what its containers said
 * @param result empty: it has not ended, or nobody heard of it
 */
public record TransferHistory(
    Transfer transfer,
    List<PhaseBegin> phases,
    List<FailedAttempt> failures,
    List<Remark> remarks,
    Curve curve,
    RsyncLog log,
    List<ContainerLog> logs,
    Optional<TransferResult> result) {
  /** Some seven phases an attempt, so that this is more than thirty attempts. */
  public static final int ENTRIES_MAX = 256;

  public TransferHistory {
    phases = List.copyOf(phases);
    failures = List.copyOf(failures);
    remarks = List.copyOf(remarks);
    logs = List.copyOf(logs);
  }

  static TransferHistory of(Transfer transfer, Instant now) {
    return new TransferHistory(
        transfer,
        List.of(new PhaseBegin(Phase.NOT_STARTED, 0, now)),
        List.of(),
        List.of(),
        Curve.NONE,
        RsyncLog.empty(),
        List.of(),
        Optional.empty());
  }

  /** What it is doing since when. */
  public PhaseBegin phase() {
    return phases.get(phases.size() - 1);
  }

  /** When its turn came; a transfer that still waits has the time that it began to wait. */
  public Instant started() {
    return phases.get(Math.min(1, phases.size() - 1)).at();
  }

  /** A phase with its end. */
  public record Span(PhaseBegin begin, Instant to) {
    public Duration length() {
      return Duration.between(begin.at(), to);
    }
  }

  /**
   * All phases, one after the other.
   *
   * @param now where the last one ends of a transfer that has not ended
   */
  public List<Span> spans(Instant now) {
    List<Span> spans = new ArrayList<>();
    for (PhaseBegin phase : phases.subList(1, phases.size())) {
      spans.add(new Span(phases.get(spans.size()), phase.at()));
    }
    spans.add(new Span(phase(), result.map(TransferResult::ended).orElse(now)));
    return spans;
  }

  public boolean succeeded() {
    return result.filter(TransferResult::succeeded).isPresent();
  }

  /** How many attempts were begun; what failed before the first counts as one. */
  public int attempts() {
    int begun = phases.stream().mapToInt(PhaseBegin::attempt).max().orElse(0);
    return Math.max(begun, failures.isEmpty() ? 0 : 1);
  }

  TransferHistory with(PhaseBegin phase) {
    return copy(latest(phases, phase), failures, remarks, curve, log, logs, result);
  }

  TransferHistory with(FailedAttempt failure) {
    return copy(phases, latest(failures, failure), remarks, curve, log, logs, result);
  }

  TransferHistory with(Remark remark) {
    return remarks.size() >= ENTRIES_MAX
        ? this
        : copy(phases, failures, latest(remarks, remark), curve, log, logs, result);
  }

  /**
   * @param logNow what rsync has said by then
   */
  TransferHistory with(Curve.Point point, RsyncLog logNow) {
    return copy(phases, failures, remarks, curve.with(point), logNow, logs, result);
  }

  TransferHistory with(ContainerLog ended) {
    return copy(phases, failures, remarks, curve, log, latest(logs, ended), result);
  }

  TransferHistory with(TransferResult end) {
    return copy(phases, failures, remarks, curve, log, logs, Optional.of(end));
  }

  private TransferHistory copy(
      List<PhaseBegin> phasesNow,
      List<FailedAttempt> failuresNow,
      List<Remark> remarksNow,
      Curve curveNow,
      RsyncLog logNow,
      List<ContainerLog> logsNow,
      Optional<TransferResult> resultNow) {
    return new TransferHistory(
        transfer, phasesNow, failuresNow, remarksNow, curveNow, logNow, logsNow, resultNow);
  }

  private static <T> List<T> latest(List<T> list, T next) {
    List<T> all = new ArrayList<>(list);
    all.add(next);
    return all.subList(Math.max(0, all.size() - ENTRIES_MAX), all.size());
  }
}
