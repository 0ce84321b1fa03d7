package io.jenkins.plugins.volumetransfer.preflight;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.KubernetesVersion;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What concerns a whole run: what its clusters are and what its users may do there.
 *
 * @param advice how to give rights that are missing
 */
public record ClusterChecks(
    TransferSpec spec, List<Transfer> transfers, Function<Side, Cluster> clusters, Advice advice) {

  /** All of them, in the order in which they are worth reading. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (spec.pods().topology() == Topology.SIDECAR) {
      findings.add(sidecars());
    }
    findings.addAll(permissions());
    return findings;
  }

  /** An older server drops the field that makes a sidecar, and rsync would wait for its end. */
  private Finding sidecars() {
    KubernetesVersion version = clusters.apply(Side.SOURCE).version();
    return version.compareTo(KubernetesVersion.OF_SIDECARS) < 0
        ? Finding.failed(
            Finding.Subject.CLUSTER,
            Reason.CLUSTER_TOO_OLD,
            ("topology SIDECAR needs Kubernetes %s or later, the source cluster has %s;"
                    + " write `topology: SEPARATE`")
                .formatted(KubernetesVersion.OF_SIDECARS, version))
        : Finding.ok(
            Finding.Subject.CLUSTER,
            "the source cluster has sidecars (Kubernetes " + version + ")");
  }

  private List<Finding> permissions() {
    List<Finding> findings = new ArrayList<>();
    List<Missing> denied = missing((side, spec) -> Permission.needed(side, spec));
    findings.add(
        denied.isEmpty()
            ? Finding.ok(Finding.Subject.PERMISSIONS, "all that are needed are given")
            : Finding.failed(
                Finding.Subject.PERMISSIONS,
                Reason.PERMISSION_DENIED,
                "not allowed to %s; %s%s"
                    .formatted(listed(denied), advice.rights(), withoutPolicies(denied))));
    List<Missing> missed = missing((side, spec) -> Permission.useful());
    if (!missed.isEmpty()) {
      findings.add(
          Finding.warning(
              Finding.Subject.PERMISSIONS,
              "not allowed to "
                  + listed(missed)
                  + ": what keeps a pod from its start will not be known"));
    }
    return findings;
  }

  private record Missing(Side side, String namespace, List<Permission> permissions) {
    @Override
    public String toString() {
      return permissions.stream().map(Permission::toString).collect(Collectors.joining(", "))
          + " in namespace "
          + namespace
          + " ("
          + side.label()
          + ")";
    }
  }

  private static String listed(List<Missing> missing) {
    return missing.stream().map(Missing::toString).collect(Collectors.joining("; "));
  }

  private static String withoutPolicies(List<Missing> denied) {
    return denied.stream()
            .flatMap(each -> each.permissions().stream())
            .anyMatch(Permission::isOfNetworkPolicies)
        ? "; with `networkPolicies: false` no right on networkpolicies is needed"
        : "";
  }

  private List<Missing> missing(BiFunction<Side, TransferSpec, List<Permission>> wanted) {
    List<Missing> missing = new ArrayList<>();
    for (Side side : Side.values()) {
      List<String> namespaces =
          transfers.stream().map(transfer -> transfer.namespace(side)).distinct().toList();
      for (String namespace : namespaces) {
        List<Permission> absent = clusters.apply(side).missing(namespace, wanted.apply(side, spec));
        if (!absent.isEmpty()) {
          missing.add(new Missing(side, namespace, absent));
        }
      }
    }
    return missing;
  }
}
