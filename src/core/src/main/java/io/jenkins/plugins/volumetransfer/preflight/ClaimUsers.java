package io.jenkins.plugins.volumetransfer.preflight;

import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which pods use which claims. The pods of a namespace are listed when somebody asks; whoever asks
 * soon after gets the same answer, so that a hundred claims of a namespace cost one request.
 */
final class ClaimUsers {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private record Place(Side side, String namespace) {}

  private record Listed(Instant at, List<ClaimUse> uses) {}

  private final Function<Side, Cluster> clusters;
  private final InstantSource clock;
  private final Map<Place, Listed> listed = new HashMap<>();

  ClaimUsers(Function<Side, Cluster> clusters, InstantSource clock) {
    this.clusters = clusters;
    this.clock = clock;
  }

  synchronized List<ClaimUse> of(Side side, String namespace, String claim) {
    Place place = new Place(side, namespace);
    Listed known = listed.get(place);
    if (known == null || clock.instant().isAfter(known.at().plus(FRESH))) {
      known = new Listed(clock.instant(), clusters.apply(side).claimUses(namespace));
      listed.put(place, known);
    }
    return known.uses().stream().filter(use -> use.claim().equals(claim)).toList();
  }
}
