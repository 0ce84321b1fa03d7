package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.driver.ClusterPool;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Waits for the end of the pods that use a transfer's claims, such as those of an application that
 * was just scaled down: they are there for a while longer, whatever their labels are.
 *
 * @param run whose own pods don't count
 * @param longest how long to wait
 */
record UnusedClaims(Environment environment, RunId run, Duration longest) {
  /** The server answers from its cache, and whoever asks for this wait waits for pods to end. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /**
   * @param named with its claims by name
   * @throws ClusterException if they are still used then, or it can't be known
   */
  void await(TransferSpec named) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    Optional<String> told = Optional.empty();
    try (ClusterPool clusters = new ClusterPool(environment.tellingClusters())) {
      for (; ; ) {
        Optional<String> used = used(named, clusters);
        if (used.isEmpty()) {
          return;
        }
        if (System.nanoTime() - end >= 0) {
          throw new ClusterException(
              new Failure(
                  Reason.CLAIM_IN_USE,
                  used.get() + ", still after " + longest.toSeconds() + " s; stop what uses it"),
              null);
        }
        if (!used.equals(told)) {
          Errors.print(environment, "waiting: " + used.get());
          told = used;
        }
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
    }
  }

  private Optional<String> used(TransferSpec named, ClusterPool clusters) {
    for (Side side : Side.values()) {
      Cluster cluster = clusters.get(side == Side.SOURCE ? named.source() : named.destination());
      Map<String, List<ClaimRef>> claims =
          named.volumes().stream()
              .map(volume -> side == Side.SOURCE ? volume.from() : volume.to())
              .collect(Collectors.groupingBy(ClaimRef::namespace));
      for (Map.Entry<String, List<ClaimRef>> namespace : claims.entrySet()) {
        List<ClaimUse> uses = new ArrayList<>(cluster.claimUses(namespace.getKey()));
        uses.removeIf(use -> use.access() == ClaimUse.Access.PLACE || isOwn(use));
        for (ClaimRef claim : namespace.getValue()) {
          String pods =
              uses.stream()
                  .filter(use -> use.claim().equals(claim.claim()))
                  .map(ClaimUse::pod)
                  .collect(Collectors.joining(", "));
          if (!pods.isEmpty()) {
            return Optional.of(
                "the %s claim %s/%s is used by %s"
                    .formatted(side.label(), claim.namespace(), claim.claim(), pods));
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOwn(ClaimUse use) {
    return use.run().filter(run.value()::equals).isPresent();
  }
}
