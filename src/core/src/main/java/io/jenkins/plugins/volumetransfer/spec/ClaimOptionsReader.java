package io.jenkins.plugins.volumetransfer.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields about claims that are made, and those in use. */
final class ClaimOptionsReader {
  private ClaimOptionsReader() {}

  /**
   * @param written the fields of each of the volumes
   */
  static ClaimOptions read(Fields root, List<Fields> written, List<VolumePair> volumes) {
    boolean create = root.read(VolumeFields.CREATE);
    Optional<String> storageClass = root.read(VolumeFields.STORAGE_CLASS);
    Map<String, String> storageClasses = root.read(VolumeFields.STORAGE_CLASSES);
    Optional<Fields> newClaims = root.read(VolumeFields.NEW_CLAIMS);
    NewClaimOptions all =
        NewClaimFields.read(VolumeFields.NEW_CLAIMS.name(), newClaims, Optional.empty());
    Map<ClaimRef, NewClaimOptions> each = new HashMap<>();
    for (int i = 0; i < volumes.size(); i++) {
      ClaimRef to = volumes.get(i).to();
      ClaimRef claim = new ClaimRef(to.namespace(), to.claim(), "");
      Fields volume = written.get(i);
      Optional<Fields> own = volume.read(VolumeFields.NEW_CLAIM);
      NewClaimOptions options =
          NewClaimFields.read(volume.path(VolumeFields.NEW_CLAIM.name()), newClaims, own);
      NewClaimOptions other = each.putIfAbsent(claim, options);
      if (other != null && !other.equals(options)) {
        throw volume.wrong(
            VolumeFields.NEW_CLAIM.name(),
            "differs from that of another volume, which makes the same claim; write the same");
      }
      refuseWithoutCreate(volume, VolumeFields.NEW_CLAIM, !create && own.isPresent());
    }
    refuseWithoutCreate(root, VolumeFields.STORAGE_CLASS, !create && storageClass.isPresent());
    refuseWithoutCreate(root, VolumeFields.STORAGE_CLASSES, !create && !storageClasses.isEmpty());
    refuseWithoutCreate(root, VolumeFields.NEW_CLAIMS, !create && newClaims.isPresent());
    each.values().removeIf(all::equals);
    return new ClaimOptions(
        root.read(VolumeFields.ALLOW_IN_USE),
        create,
        storageClass,
        storageClasses,
        mount(root),
        all,
        each);
  }

  private static ClaimOptions.SourceMount mount(Fields root) {
    if (!root.read(VolumeFields.SOURCE_READ_WRITE)) {
      return ClaimOptions.SourceMount.READ_ONLY;
    }
    if (root.read(PodFields.NON_ROOT) || root.has(PodFields.FS_GROUP.name())) {
      throw root.wrong(
          VolumeFields.SOURCE_READ_WRITE.name(),
          "goes with neither nonRoot nor fsGroup: the kubelet would give the source's files to"
              + " another group");
    }
    return ClaimOptions.SourceMount.READ_WRITE;
  }

  private static void refuseWithoutCreate(Fields fields, SpecField<?> field, boolean lost) {
    if (lost) {
      throw fields.wrong(field.name(), "is of claims that are made; write `create: true` too");
    }
  }
}
