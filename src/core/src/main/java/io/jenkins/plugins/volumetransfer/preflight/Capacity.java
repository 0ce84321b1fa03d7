package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.manifest.NewClaim;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;

/** Whether a destination claim is as large as its source. */
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
}
