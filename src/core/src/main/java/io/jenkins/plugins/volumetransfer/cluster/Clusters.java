package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.spec.ClusterRef;

/** How a process gets from a name of a cluster to the cluster. */
@FunctionalInterface
public interface Clusters {
  /**
   * A new connection; the caller closes it.
   *
   * @throws ClusterException if the reference leads nowhere: no such file, no such context
   */
  Cluster open(ClusterRef ref);
}
