package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice.Facts;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice.Sameness;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.function.Function;

/** Asks the clusters what counts for the endpoint, and no more than counts. */
record Reachability(TransferSpec spec, Function<Side, Cluster> clusters) {
  private static final String ROUTES = "route.openshift.io";

  /**
   * @throws ClusterException if what was asked for can't work
   */
  EndpointChoice choose() {
    Endpoint asked = spec.endpoint();
    Sameness sameness =
        asked instanceof Endpoint.Auto || asked instanceof Endpoint.ClusterIp
            ? sameness()
            : Sameness.UNKNOWN;
    boolean routes =
        (asked instanceof Endpoint.Auto && sameness != Sameness.ONE
                || asked instanceof Endpoint.Route)
            && clusters.apply(Side.DESTINATION).serves(ROUTES);
    Facts facts = new Facts(sameness, routes);
    EndpointChoice.refusal(asked, facts)
        .ifPresent(
            failure -> {
              throw new ClusterException(failure, null);
            });
    return EndpointChoice.of(asked, facts);
  }

  private Sameness sameness() {
    return spec.withinOneCluster()
        ? Sameness.ONE
        : clusters
            .apply(Side.SOURCE)
            .identity()
            .comparedTo(clusters.apply(Side.DESTINATION).identity());
  }
}
