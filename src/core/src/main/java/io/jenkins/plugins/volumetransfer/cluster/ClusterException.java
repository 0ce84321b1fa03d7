package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.engine.Failure;

/** A request to a cluster failed for good. */
public final class ClusterException extends RuntimeException {
  private final transient Failure failure;
  private final transient Tried tried;

  public ClusterException(Failure failure, Throwable cause) {
    this(failure, cause, Tried.ONCE);
  }

  /**
   * @param tried how often it was asked for; whatever the last answer says, an earlier try may have
   *     been heard
   */
  public ClusterException(Failure failure, Throwable cause, Tried tried) {
    super(failure.message(), cause);
    this.failure = failure;
    this.tried = tried;
  }

  public Failure failure() {
    return failure;
  }

  public Tried tried() {
    return tried;
  }

  ClusterException with(Tried all) {
    return new ClusterException(failure, getCause(), all);
  }
}
