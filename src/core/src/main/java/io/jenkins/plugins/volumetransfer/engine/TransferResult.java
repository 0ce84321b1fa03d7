package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a transfer ended.
 *
 * @param endpoint by which the destination was reached; AUTO: it ended before one was chosen
 * @param failure empty: it succeeded, by the laws S1 and S2 of simulator/handshake/README.md
 * @param attempts failures of all attempts that failed, first to last
 * @param log what rsync said in the last attempt
 * @param leftBehind objects that could not be deleted, or were to stay
 */
public record TransferResult(
    Transfer transfer,
    Endpoint endpoint,
    Optional<Failure> failure,
    List<Failure> attempts,
    RsyncLog log,
    Instant started,
    Instant ended,
    List<ObjectRef> leftBehind) {
  public TransferResult {
    attempts = List.copyOf(attempts);
    leftBehind = List.copyOf(leftBehind);
  }

  public boolean succeeded() {
    return failure.isEmpty();
  }
}
