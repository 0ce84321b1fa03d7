package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.NewClaim;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.Optional;

/** Whether a destination claim is as large as its source, or will be. */
final class Capacity {
  private Capacity() {}

  /** A smaller one is no failure: the source need not be full, and a path of it may be small. */
  static Finding of(
      VolumePair pair, PersistentVolumeClaim source, PersistentVolumeClaim destination) {
    Quantity has = NewClaim.size(source);
    Quantity gets = NewClaim.size(destination);
    String both = pair.to() + " has " + gets + ", " + pair.from() + " has " + has;
    return gets.getNumericalAmount().compareTo(has.getNumericalAmount()) < 0
        ? Finding.warning(
            Finding.Subject.CAPACITY,
            both + ": if the data do not fit, the transfer ends with NO_SPACE")
        : Finding.ok(Finding.Subject.CAPACITY, both);
  }

  /** One that is made smaller would be full before its source is. */
  static Optional<Finding> ofNew(
      VolumePair pair, PersistentVolumeClaim source, PersistentVolumeClaim made) {
    Quantity has = NewClaim.size(source);
    Quantity gets = NewClaim.size(made);
    return gets.getNumericalAmount().compareTo(has.getNumericalAmount()) >= 0
        ? Optional.empty()
        : Optional.of(
            Finding.failed(
                Finding.Subject.CAPACITY,
                Reason.DESTINATION_TOO_SMALL,
                "newClaims.size: is %s, but %s has %s; write at least that for %s"
                    .formatted(gets, pair.from(), has, pair.to())));
  }
}
