package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;

/** A credential that leads to no cluster. */
final class Refused {
  private Refused() {}

  /**
   * @param message which credential, what is wrong with it, what to do; no secret
   */
  static ClusterException because(String message) {
    return new ClusterException(new Failure(Reason.NOT_LOGGED_IN, message), null);
  }
}
