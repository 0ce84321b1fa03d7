package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.NewClaim;
import io.jenkins.plugins.volumetransfer.spec.ClaimOptions;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a destination claim that is there already is as it was asked for. Nothing changes a
 * claim's class or access modes, so what is not as it should be has to be made anew by who owns it.
 */
final class ExistingClaim {
  private static final String READ_ONLY = "ReadOnlyMany";

  private ExistingClaim() {}

  /**
   * @param source empty: it is not there, which is told elsewhere
   */
  static List<Finding> of(
      VolumePair pair,
      Optional<PersistentVolumeClaim> source,
      PersistentVolumeClaim destination,
      ClaimOptions options) {
    String name = "the destination claim " + pair.to().namespace() + "/" + pair.to().claim();
    List<Finding> findings = new ArrayList<>();
    source
        .flatMap(claim -> options.askedClassFor(NewClaim.storageClass(claim)))
        .flatMap(asked -> storageClass(name, asked, destination))
        .ifPresent(findings::add);
    List<String> modes = destination.getSpec().getAccessModes();
    if (!modes.isEmpty() && modes.stream().allMatch(READ_ONLY::equals)) {
      findings.add(
          Finding.warning(
              Finding.Subject.CLAIM,
              name
                  + " has only the access mode ReadOnlyMany: its storage may refuse to be written;"
                  + " make one that is ReadWriteOnce or ReadWriteMany"));
    }
    if (options.create()) {
      source
          .flatMap(claim -> accessModes(name, NewClaim.accessModes(claim), modes))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> storageClass(
      String name, ClaimOptions.AskedClass asked, PersistentVolumeClaim destination) {
    String has = NewClaim.storageClass(destination).orElse("");
    return has.equals(asked.name())
        ? Optional.empty()
        : Optional.of(
            Finding.failed(
                Finding.Subject.STORAGE_CLASS,
                Reason.CLAIM_DIFFERS,
                name
                    + " exists already, with "
                    + (has.isEmpty() ? "no storage class" : "the storage class " + has)
                    + " and not "
                    + asked.name()
                    + " (`"
                    + asked.field()
                    + "`), which only a new claim can have: name another claim by `to`, delete this"
                    + " one, or leave that out of `"
                    + asked.field()
                    + "`"));
  }

  private static Optional<Finding> accessModes(
      String name, List<String> wanted, List<String> modes) {
    List<String> missing = wanted.stream().filter(mode -> !modes.contains(mode)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                Finding.Subject.CLAIM,
                name
                    + " exists already and has not the access mode "
                    + String.join(", ", missing)
                    + " that one like its source would have, but "
                    + String.join(", ", modes)));
  }
}
