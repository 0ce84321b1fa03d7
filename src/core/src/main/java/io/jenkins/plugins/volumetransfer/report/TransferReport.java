package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fate of one transfer, in numbers. */
public record TransferReport(TransferResult result, List<VolumeReport> volumes) {
  public TransferReport {
    volumes = List.copyOf(volumes);
  }

  public static TransferReport of(TransferResult result) {
    return new TransferReport(result, VolumeReport.of(result));
  }

  public String name() {
    return result.transfer().name();
  }

  public boolean succeeded() {
    return result.succeeded();
  }

  public Optional<Failure> failure() {
    return result.failure();
  }

  /** Attempts that were made; what failed before the first pod was created counts as one. */
  public int attempts() {
    return result.attempts().size() + (succeeded() ? 1 : 0);
  }

  public long bytes() {
    return volumes.stream().mapToLong(VolumeReport::bytes).sum();
  }

  public long files() {
    return volumes.stream().mapToLong(VolumeReport::files).sum();
  }

  /** Entries that were deleted at the destination. */
  public long deleted() {
    return volumes.stream().mapToLong(VolumeReport::deleted).sum();
  }

  /** Files that went away at the source while they were to be copied. */
  public long vanished() {
    return volumes.stream().mapToLong(VolumeReport::vanished).sum();
  }

  /**
   * From its own start, when its turn had come, to the end of the clean-up, all attempts included.
   */
  public Duration duration() {
    return Duration.between(result.started(), result.ended());
  }

  /** The mean over the whole duration; empty where there is nothing to divide. */
  public OptionalDouble bytesPerSecond() {
    return meanRate(bytes(), duration());
  }

  public List<ObjectRef> leftBehind() {
    return result.leftBehind();
  }

  /** Empty where there is nothing to divide. */
  public static OptionalDouble meanRate(long bytes, Duration duration) {
    return bytes == 0 || duration.toMillis() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(bytes * 1e3 / duration.toMillis());
  }
}
