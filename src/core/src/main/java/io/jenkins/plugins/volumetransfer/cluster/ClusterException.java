package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.engine.Failure;

/** A request to a cluster failed for good. */
public final class ClusterException extends RuntimeException {
  private final transient Failure failure;

  public ClusterException(Failure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
