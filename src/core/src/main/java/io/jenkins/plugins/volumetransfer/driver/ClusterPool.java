package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.util.HashMap;
import java.util.Map;

/** One connection a cluster, opened when first used, for all runs of the process. */
public final class ClusterPool implements AutoCloseable {
  private final Clusters clusters;
  private final Map<ClusterRef, Cluster> open = new HashMap<>();

  public ClusterPool(Clusters clusters) {
    this.clusters = clusters;
  }

  /**
   * @throws ClusterException if the reference leads nowhere: no such file, no such context
   */
  public synchronized Cluster get(ClusterRef ref) {
    Cluster cluster = open.get(ref);
    if (cluster == null) {
      cluster = clusters.open(ref);
      open.put(ref, cluster);
    }
    return cluster;
  }

  @Override
  public synchronized void close() {
    open.values().forEach(Cluster::close);
    open.clear();
  }
}
