package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.engine.EndpointChoice.Sameness;
import java.util.Optional;

/**
 * What tells one cluster from another.
 *
 * @param server URL of its API server, as this process reaches it
 * @param uid of the namespace kube-system, which every cluster has for life; empty where it may not
 *     be read
 */
public record ClusterIdentity(String server, Optional<String> uid) {
  /** One cluster may have two URLs; one URL leads to one cluster. */
  public Sameness comparedTo(ClusterIdentity other) {
    if (server.equals(other.server)) {
      return Sameness.ONE;
    }
    if (uid.isEmpty() || other.uid.isEmpty()) {
      return Sameness.UNKNOWN;
    }
    return uid.equals(other.uid) ? Sameness.ONE : Sameness.TWO;
  }
}
