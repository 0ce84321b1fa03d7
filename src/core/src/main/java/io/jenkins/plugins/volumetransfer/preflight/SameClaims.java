package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees through two names of one cluster: claims are the same if their uids are. The spec can only
 * compare names; with rsync's {@code --delete} a mistake here would cost the source.
 */
final class SameClaims {
  private record Named(ClaimRef ref, Optional<String> uid) {
    boolean overlaps(Named other) {
      return uid.isPresent() && uid.equals(other.uid) && ref.pathOverlaps(other.ref);
    }
  }

  private final List<Named> read = new ArrayList<>();
  private final List<Named> written = new ArrayList<>();

  void read(ClaimRef ref, PersistentVolumeClaim claim) {
    read.add(named(ref, claim));
  }

  void written(ClaimRef ref, PersistentVolumeClaim claim) {
    written.add(named(ref, claim));
  }

  private static Named named(ClaimRef ref, PersistentVolumeClaim claim) {
    return new Named(ref, Optional.ofNullable(claim.getMetadata().getUid()));
  }

  /**
   * @throws ClusterException if something would be written that is also read, or twice
   */
  void refuseOverlaps() {
    for (int i = 0; i < written.size(); i++) {
      for (Named source : read) {
        refuse(source, written.get(i));
      }
      for (int j = 0; j < i; j++) {
        refuse(written.get(j), written.get(i));
      }
    }
  }

  private static void refuse(Named one, Named other) {
    if (one.overlaps(other)) {
      throw new ClusterException(
          new Failure(
              Reason.SAME_CLAIM,
              ("%s and %s are one claim in one cluster, and one lies in the other; name"
                      + " another claim or path")
                  .formatted(one.ref(), other.ref())),
          null);
    }
  }
}
