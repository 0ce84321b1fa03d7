package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.util.Optional;

/** Whether a claim can be mounted and copied, as far as the claim itself tells. */
public final class ClaimCheck {
  private ClaimCheck() {}

  /** Empty: nothing speaks against it. A claim may be unbound: some bind to their first pod. */
  public static Optional<Failure> problem(
      Side side, ClaimRef ref, Optional<PersistentVolumeClaim> found) {
    String name = "the " + side.label() + " claim " + ref.namespace() + "/" + ref.claim();
    if (found.isEmpty()) {
      return failure(
          Reason.CLAIM_MISSING,
          name
              + " does not exist; create it"
              + (side == Side.DESTINATION ? " (`create: true` makes it like its source)" : "")
              + ", or correct its name");
    }
    PersistentVolumeClaim claim = found.get();
    if (claim.getMetadata().getDeletionTimestamp() != null) {
      return failure(Reason.CLAIM_TERMINATING, name + " is being deleted");
    }
    if (claim.getStatus() != null && "Lost".equals(claim.getStatus().getPhase())) {
      return failure(Reason.CLAIM_LOST, name + " has lost its volume (phase Lost)");
    }
    if (claim.getSpec() != null && "Block".equals(claim.getSpec().getVolumeMode())) {
      return failure(
          Reason.CLAIM_NOT_FILESYSTEM,
          name + " has volumeMode Block; only file systems can be copied");
    }
    return Optional.empty();
  }

  private static Optional<Failure> failure(Reason reason, String message) {
    return Optional.of(new Failure(reason, message));
  }
}
