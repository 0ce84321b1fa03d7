package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fate of a whole run, in the order of the spec. */
public record RunReport(RunId run, List<TransferReport> transfers) {
  /**
   * @throws IllegalArgumentException without a transfer: no run is without one
   */
  public RunReport {
    if (transfers.isEmpty()) {
      throw new IllegalArgumentException("run " + run + " has no transfer");
    }
    transfers = List.copyOf(transfers);
  }

  public static RunReport of(RunResult result) {
    return new RunReport(
        result.run(), result.transfers().stream().map(TransferReport::of).toList());
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

  public Instant started() {
    return transfers.stream()
        .map(each -> each.result().started())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  public Instant ended() {
    return transfers.stream()
        .map(each -> each.result().ended())
        .max(Comparator.naturalOrder())
        .orElseThrow();
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

  /** What could not be deleted, of all transfers. */
  public List<ObjectRef> leftBehind() {
    return transfers.stream().flatMap(each -> each.leftBehind().stream()).toList();
  }
}
