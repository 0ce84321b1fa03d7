package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The fate of a whole run, in the order of the spec.
 *
 * @param started when it began, which is before its transfers had their turns
 */
public record RunReport(RunId run, Instant started, Instant ended, List<TransferReport> transfers) {
  /**
   * @throws IllegalArgumentException without a transfer: no run is without one
   */
  public RunReport {
    if (transfers.isEmpty()) {
      throw new IllegalArgumentException("run " + run + " has no transfer");
    }
    transfers = List.copyOf(transfers);
  }

  /** Of a run of which only its transfers' times are known. */
  public static RunReport of(RunResult result) {
    List<TransferResult> all = result.transfers();
    return of(
        result,
        all.stream()
            .map(TransferResult::started)
            .min(Comparator.naturalOrder())
            .orElse(Instant.MIN),
        all.stream().map(TransferResult::ended).max(Comparator.naturalOrder()).orElse(Instant.MIN));
  }

  /** Of a run that one has seen from its beginning to its end. */
  public static RunReport of(RunResult result, Instant started, Instant ended) {
    return new RunReport(
        result.run(), started, ended, result.transfers().stream().map(TransferReport::of).toList());
  }

  public Outcome outcome() {
    long succeeded = succeeded();
    if (succeeded == transfers.size()) {
      return Outcome.SUCCEEDED;
    }
    return succeeded == 0 ? Outcome.FAILED : Outcome.PARTLY_SUCCEEDED;
  }

  /** How many transfers succeeded. */
  public long succeeded() {
    return transfers.stream().filter(TransferReport::succeeded).count();
  }

  public Duration duration() {
    return Duration.between(started(), ended());
  }

  public long bytes() {
    return transfers.stream().mapToLong(TransferReport::bytes).sum();
  }

  public long files() {
    return transfers.stream().mapToLong(TransferReport::files).sum();
  }

  /** Entries that were deleted at the destination. */
  public long deleted() {
    return transfers.stream().mapToLong(TransferReport::deleted).sum();
  }

  /** Files that went away at the source while they were to be copied. */
  public long vanished() {
    return transfers.stream().mapToLong(TransferReport::vanished).sum();
  }

  /** The mean over the whole duration; empty where there is nothing to divide. */
  public OptionalDouble bytesPerSecond() {
    return TransferReport.meanRate(bytes(), duration());
  }

  /**
   * By which the source's pods reached the destination's, the same for all transfers; empty: the
   * run ended before one was chosen.
   */
  public Optional<Endpoint> endpoint() {
    return transfers.stream()
        .map(each -> each.result().endpoint())
        .filter(endpoint -> !(endpoint instanceof Endpoint.Auto))
        .findFirst();
  }

  /** What could not be deleted, or was to stay, of all transfers. */
  public List<ObjectRef> leftBehind() {
    return transfers.stream().flatMap(each -> each.leftBehind().stream()).toList();
  }

  /** Of all volumes of which it came to an end. */
  public List<Verification> verified() {
    return transfers.stream()
        .flatMap(each -> each.volumes().stream())
        .flatMap(volume -> volume.verified().stream())
        .toList();
  }
}
