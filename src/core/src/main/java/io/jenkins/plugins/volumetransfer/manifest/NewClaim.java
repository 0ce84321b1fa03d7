package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.spec.ClaimOptions;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.NewClaimOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A destination claim like its source, but for what was asked for: size, access modes if they can
 * be written, volume mode, storage class. What ties a claim to one volume or snapshot ({@code
 * volumeName}, {@code dataSource}, {@code dataSourceRef}, {@code selector}) is left out. It has
 * none of our labels: it is the user's, and nothing deletes it.
 */
public final class NewClaim {
  private static final String STORAGE = "storage";

  private NewClaim() {}

  public static PersistentVolumeClaim like(
      PersistentVolumeClaim source, ClaimRef to, ClaimOptions options) {
    PersistentVolumeClaimSpec model = source.getSpec();
    NewClaimOptions wanted = options.newClaim(to);
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(to.claim())
        .withNamespace(to.namespace())
        .withLabels(wanted.labels())
        .withAnnotations(wanted.annotations())
        .endMetadata()
        .withNewSpec()
        .withAccessModes(accessModes(source, wanted))
        .withVolumeMode(wanted.volumeMode().orElse(model.getVolumeMode()))
        .withStorageClassName(options.classFor(storageClass(source)).orElse(null))
        .withNewResources()
        .withRequests(Map.of(STORAGE, wanted.size().orElse(size(source))))
        .endResources()
        .endSpec()
        .build();
  }

  /**
   * Those that are wanted, else those of the source, as far as anything can be written by them;
   * nobody can write a claim that is only ReadOnlyMany, and each class has ReadWriteOnce.
   */
  public static List<String> accessModes(PersistentVolumeClaim source, NewClaimOptions wanted) {
    if (!wanted.accessModes().isEmpty()) {
      return wanted.accessModes();
    }
    List<String> modes = source.getSpec().getAccessModes();
    return modes.stream().allMatch("ReadOnlyMany"::equals) ? List.of("ReadWriteOnce") : modes;
  }

  /** The class that a claim names, or named before there was a field for it; empty: none. */
  public static Optional<String> storageClass(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getSpec().getStorageClassName())
        .or(
            () ->
                Optional.ofNullable(claim.getMetadata().getAnnotations())
                    .map(all -> all.get("volume.beta.kubernetes.io/storage-class")));
  }

  /**
   * What a claim has, or asks for where it has nothing yet; the larger, as a claim may have got
   * more than it asked for.
   */
  public static Quantity size(PersistentVolumeClaim claim) {
    Quantity asked =
        Optional.ofNullable(claim.getSpec().getResources())
            .map(resources -> resources.getRequests())
            .map(requests -> requests.get(STORAGE))
            .orElse(new Quantity("0"));
    Quantity has =
        Optional.ofNullable(claim.getStatus())
            .map(PersistentVolumeClaimStatus::getCapacity)
            .map(capacity -> capacity.get(STORAGE))
            .orElse(asked);
    return has.getNumericalAmount().compareTo(asked.getNumericalAmount()) < 0 ? asked : has;
  }
}
