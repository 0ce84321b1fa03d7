package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.spec.ClaimOptions;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.util.Map;
import java.util.Optional;

/**
 * A destination claim like its source: size, access modes, volume mode, storage class. What ties a
 * claim to one volume or snapshot ({@code volumeName}, {@code dataSource}, {@code dataSourceRef},
 * {@code selector}) is left out. It has none of our labels: it is the user's, and nothing deletes
 * it.
 */
public final class NewClaim {
  private static final String STORAGE = "storage";

  private NewClaim() {}

  public static PersistentVolumeClaim like(
      PersistentVolumeClaim source, ClaimRef to, ClaimOptions options) {
    PersistentVolumeClaimSpec model = source.getSpec();
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(to.claim())
        .withNamespace(to.namespace())
        .endMetadata()
        .withNewSpec()
        .withAccessModes(model.getAccessModes())
        .withVolumeMode(model.getVolumeMode())
        .withStorageClassName(
            options.classFor(Optional.ofNullable(model.getStorageClassName())).orElse(null))
        .withNewResources()
        .withRequests(Map.of(STORAGE, size(source)))
        .endResources()
        .endSpec()
        .build();
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
