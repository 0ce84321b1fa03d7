package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.NewClaim;
import io.jenkins.plugins.volumetransfer.spec.ClaimOptions;
import io.jenkins.plugins.volumetransfer.spec.NewClaimOptions;
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
      NewClaimOptions wanted = options.newClaim(pair.to());
      String asker =
          wanted.accessModes().isEmpty()
              ? "that one like its source would have"
              : "that `newClaims` asks for";
      source
          .flatMap(claim -> accessModes(name, NewClaim.accessModes(claim, wanted), modes, asker))
          .ifPresent(findings::add);
      wanted.size().flatMap(size -> size(name, size, destination)).ifPresent(findings::add);
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
                ("%s exists already, with %s and not %s (`%s`), which only a new claim can"
                        + " have: name another claim by `to`, delete this one, or leave that out of"
                        + " `%s`")
                    .formatted(
                        name,
                        has.isEmpty() ? "no storage class" : "the storage class " + has,
                        asked.name(),
                        asked.field(),
                        asked.field())));
  }

  private static Optional<Finding> accessModes(
      String name, List<String> wanted, List<String> modes, String asker) {
    List<String> missing = wanted.stream().filter(mode -> !modes.contains(mode)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                Finding.Subject.CLAIM,
                "%s exists already and has not the access mode %s %s, but %s"
                    .formatted(name, String.join(", ", missing), asker, String.join(", ", modes))));
  }

  private static Optional<Finding> size(
      String name, Quantity wanted, PersistentVolumeClaim destination) {
    Quantity has = NewClaim.size(destination);
    return has.getNumericalAmount().compareTo(wanted.getNumericalAmount()) >= 0
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                Finding.Subject.CAPACITY,
                "%s exists already and has %s, not the %s that `newClaims` asks for"
                    .formatted(name, has, wanted)));
  }
}
