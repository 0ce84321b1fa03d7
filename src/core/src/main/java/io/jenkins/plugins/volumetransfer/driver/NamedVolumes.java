package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import io.jenkins.plugins.volumetransfer.spec.WholeNamespace;
import java.util.List;

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
      List<String> claims = source.claims(all.from(), all.selector());
      List<VolumePair> volumes = all.volumes(claims);
      if (volumes.isEmpty()) {
        throw new ClusterException(new Failure(Reason.NO_CLAIMS, none(all, claims.size())), null);
      }
      return spec.withVolumes(volumes);
    }
  }

  private static String none(WholeNamespace all, int found) {
    String where = "the source namespace " + all.from();
    if (found > 0) {
      return "`excludeClaims` leaves out each of the " + found + " claims found in " + where;
    }
    return all.selector().isEmpty()
        ? where + " has no claims; correct its name"
        : where + " has no claims with labels " + all.selector() + "; correct `selector`";
  }
}
