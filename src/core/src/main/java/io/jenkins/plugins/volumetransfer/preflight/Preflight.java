package io.jenkins.plugins.volumetransfer.preflight;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that can be known of a transfer without making anything.
 *
 * @param clusters throws {@link ClusterException} where a reference leads nowhere
 * @param advice how to give rights that are missing
 * @param told hears each finding as soon as there is one
 */
public record Preflight(
    TransferSpec spec,
    Function<Side, Cluster> clusters,
    InstantSource clock,
    Advice advice,
    Consumer<Finding> told) {

  /** Looks at everything; what can't be asked is a finding too. */
  public void run() {
    boolean reached = true;
    for (Side side : Side.values()) {
      if (side == Side.SOURCE || !spec.withinOneCluster()) {
        reached &= reach(side);
      }
    }
    if (!reached) {
      return;
    }
    List<Transfer> transfers = Transfer.of(spec);
    tell(
        Finding.Subject.PERMISSIONS,
        () -> new ClusterChecks(spec, transfers, clusters, advice).findings());
    TransferChecks checks = new TransferChecks(spec, Optional.empty(), clusters, clock);
    for (Transfer transfer : transfers) {
      tell(Finding.Subject.CLAIM, () -> checks.examine(transfer.volumes()).findings());
    }
  }

  private boolean reach(Side side) {
    String name = spec.withinOneCluster() ? "the cluster" : "the " + side.label() + " cluster";
    try {
      told.accept(
          Finding.ok(
              Finding.Subject.CLUSTER,
              name + " answers: Kubernetes " + clusters.apply(side).version()));
      return true;
    } catch (ClusterException e) {
      told.accept(Finding.failed(Finding.Subject.CLUSTER, e.failure()));
      return false;
    }
  }

  private void tell(Finding.Subject subject, Supplier<List<Finding>> findings) {
    try {
      findings.get().forEach(told);
    } catch (ClusterException e) {
      told.accept(Finding.failed(subject, e.failure()));
    }
  }
}
