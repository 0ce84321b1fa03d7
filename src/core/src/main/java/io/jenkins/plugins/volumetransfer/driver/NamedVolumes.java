package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.cluster.ListedClaim;
import io.jenkins.plugins.volumetransfer.cluster.WorkloadClaims;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import io.jenkins.plugins.volumetransfer.spec.WholeNamespace;
import io.jenkins.plugins.volumetransfer.spec.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a spec that asks for a whole namespace to one that names each claim. */
public final class NamedVolumes {
  private NamedVolumes() {}

  /**
   * Looks which claims there are, if the spec does not name them; a spec that does comes back as it
   * is.
   *
   * @throws ClusterException if there is none, or if listing is not allowed
   */
  public static TransferSpec in(TransferSpec spec, Clusters clusters) {
    if (spec.all().isEmpty()) {
      return spec;
    }
    WholeNamespace all = spec.all().get();
    try (Cluster source = clusters.open(spec.source())) {
      List<ListedClaim> claims = source.claims(all.from(), all.selector());
      List<ListedClaim> wanted = ofClass(all, ofWorkload(all, source, claims));
      List<VolumePair> volumes = all.volumes(wanted.stream().map(ListedClaim::name).toList());
      if (volumes.isEmpty()) {
        throw none(claims.isEmpty() ? noClaims(all) : noneLeft(all, claims.size(), wanted.size()));
      }
      return spec.withVolumes(volumes);
    }
  }

  private static List<ListedClaim> ofWorkload(
      WholeNamespace all, Cluster source, List<ListedClaim> claims) {
    if (all.workload().isEmpty()) {
      return claims;
    }
    Workload workload = all.workload().get();
    WorkloadClaims used =
        source
            .claimsOf(all.from(), workload)
            .orElseThrow(
                () ->
                    none(
                        "the source namespace %s has no %s; correct `workload`"
                            .formatted(all.from(), workload)));
    return claims.stream().filter(claim -> used.has(claim.name())).toList();
  }

  private static List<ListedClaim> ofClass(WholeNamespace all, List<ListedClaim> claims) {
    return claims.stream()
        .filter(
            claim ->
                all.storageClass().isEmpty() || claim.storageClass().equals(all.storageClass()))
        .toList();
  }

  private static ClusterException none(String message) {
    return new ClusterException(new Failure(Reason.NO_CLAIMS, message), null);
  }

  private static String noneLeft(WholeNamespace all, int found, int wanted) {
    String each = "each of the " + found + " claims found in the source namespace " + all.from();
    if (wanted > 0) {
      return "`excludeClaims` leaves out " + each;
    }
    String fields =
        Stream.of(
                all.workload().map(workload -> "`workload: " + workload + "`"),
                all.storageClass().map(name -> "`sourceStorageClass: " + name + "`"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" and "));
    return fields + " leave out " + each;
  }

  private static String noClaims(WholeNamespace all) {
    String where = "the source namespace " + all.from();
    return all.selector().isEmpty()
        ? where + " has no claims; correct its name"
        : where + " has no claims with labels " + all.selector() + "; correct `selector`";
  }
}
