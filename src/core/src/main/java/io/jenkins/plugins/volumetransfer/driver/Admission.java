package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.KubernetesVersion;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a run may begin: all that can be known beforehand is asked before anything is made. */
record Admission(TransferSpec spec, List<Manifests> manifests, Function<Side, Cluster> clusters) {

  /**
   * @throws ClusterException naming what stands in the way
   */
  void check() {
    requireSidecars();
    requirePermissions();
  }

  /** An older server drops the field that makes a sidecar, and rsync would wait for its end. */
  private void requireSidecars() {
    if (spec.pods().topology() != Topology.SIDECAR) {
      return;
    }
    KubernetesVersion version = clusters.apply(Side.SOURCE).version();
    if (version.compareTo(KubernetesVersion.OF_SIDECARS) < 0) {
      throw new ClusterException(
          new Failure(
              Reason.CLUSTER_TOO_OLD,
              "topology SIDECAR needs Kubernetes "
                  + KubernetesVersion.OF_SIDECARS
                  + " or later, the source cluster has "
                  + version
                  + "; write `topology: SEPARATE`"),
          null);
    }
  }

  private void requirePermissions() {
    List<String> missing = new ArrayList<>();
    for (Side side : Side.values()) {
      List<String> namespaces =
          manifests.stream().map(m -> m.transfer().namespace(side)).distinct().toList();
      for (String namespace : namespaces) {
        List<Permission> absent =
            clusters.apply(side).missing(namespace, Permission.needed(side, spec));
        if (!absent.isEmpty()) {
          missing.add(
              absent.stream().map(Permission::toString).collect(Collectors.joining(", "))
                  + " in namespace "
                  + namespace
                  + " ("
                  + side.label()
                  + ")");
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new ClusterException(
          new Failure(
              Reason.PERMISSION_DENIED,
              "not allowed to "
                  + String.join("; ", missing)
                  + "; `volume-transfer plan --rbac` prints the Role that is needed"),
          null);
    }
  }
}
