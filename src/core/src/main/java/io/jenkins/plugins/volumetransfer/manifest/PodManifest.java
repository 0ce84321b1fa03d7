package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.jenkins.plugins.volumetransfer.script.Script;
import io.jenkins.plugins.volumetransfer.spec.ClaimOptions;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A transfer pod: its volumes, and what all its containers have in common. */
record PodManifest(Manifests manifests, Side side, int attempt) {
  private static final Duration DEADLINE_MARGIN = Duration.ofMinutes(2);
  private static final long GRACE_SECONDS = 10;
  private static final int EXECUTABLE = 0555;
  private static final int OWNER_ONLY = 0400;

  /** The files of a Secret are root's; another user reads them by the pod's fsGroup. */
  private static final int OWNER_AND_GROUP = 0440;

  Pod pod() {
    Transfer transfer = manifests.transfer();
    ObjectMeta metadata =
        manifests.metadata(side, ObjectNames.pod(manifests.run(), transfer, side, attempt));
    OptionalLong fsGroup = manifests.spec().pods().ids().fsGroup();
    metadata.getLabels().put(Labels.ATTEMPT, Integer.toString(attempt));
    metadata.getAnnotations().put(Labels.NONCE, manifests.nonce());
    Pod pod =
        new PodBuilder()
            .withMetadata(metadata)
            .withNewSpec()
            .withRestartPolicy("Never")
            .withActiveDeadlineSeconds(
                manifests.spec().timeouts().transfer().plus(DEADLINE_MARGIN).toSeconds())
            .withTerminationGracePeriodSeconds(GRACE_SECONDS)
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withNewSecurityContext()
            .withFsGroup(fsGroup.isPresent() ? fsGroup.getAsLong() : null)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .withInitContainers(sidecars())
            .withContainers(containers())
            .withVolumes(volumes())
            .endSpec()
            .build();
    return new PodOverlay(side.of(manifests.spec().pods()).overrides()).over(pod);
  }

  private List<Container> sidecars() {
    return side == Side.SOURCE ? made().sourceSidecars() : List.of();
  }

  private List<Container> containers() {
    return side == Side.SOURCE ? made().source() : made().destination();
  }

  private PodContainers made() {
    return new PodContainers(manifests.spec(), manifests.transfer());
  }

  private List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName(PodContainers.SCRIPTS_VOLUME)
            .withNewConfigMap()
            .withName(manifests.name(side))
            .withDefaultMode(EXECUTABLE)
            .withItems(Stream.of(Script.values()).map(s -> item(s.fileName(), s.path())).toList())
            .endConfigMap()
            .build());
    volumes.add(
        new VolumeBuilder()
            .withName(PodContainers.CONFIG_VOLUME)
            .withNewConfigMap()
            .withName(manifests.name(side))
            .withItems(configFiles().stream().map(file -> item(file, file)).toList())
            .endConfigMap()
            .build());
    volumes.add(
        new VolumeBuilder()
            .withName(PodContainers.CERTIFICATES_VOLUME)
            .withNewSecret()
            .withSecretName(manifests.name(side))
            .withDefaultMode(
                manifests.spec().pods().runAs() == RunAs.ROOT ? OWNER_ONLY : OWNER_AND_GROUP)
            .endSecret()
            .build());
    if (side == Side.SOURCE) {
      volumes.add(
          new VolumeBuilder()
              .withName(Layout.IPC_VOLUME)
              .withNewEmptyDir()
              .withMedium("Memory")
              .withSizeLimit(new Quantity("1Mi"))
              .endEmptyDir()
              .build());
    }
    if (new Comparison(manifests.spec(), manifests.transfer()).isNeeded()
        || side == Side.DESTINATION) {
      // On disk: a large volume's listing does not fit into memory.
      volumes.add(
          new VolumeBuilder()
              .withName(Layout.SCRATCH_VOLUME)
              .withNewEmptyDir()
              .endEmptyDir()
              .build());
    }
    for (PlannedVolume volume : manifests.transfer().volumes()) {
      volumes.add(
          new VolumeBuilder()
              .withName(volume.inPod())
              .withNewPersistentVolumeClaim()
              .withClaimName(
                  side == Side.SOURCE ? volume.pair().from().claim() : volume.pair().to().claim())
              .withReadOnly(side == Side.SOURCE ? sourceIsReadOnly() : manifests.spec().dryRun())
              .endPersistentVolumeClaim()
              .build());
    }
    return volumes;
  }

  /** Not only the mount: else an fsGroup would make the kubelet change the source. */
  private boolean sourceIsReadOnly() {
    return manifests.spec().claims().source() == ClaimOptions.SourceMount.READ_ONLY
        || manifests.spec().dryRun();
  }

  private List<String> configFiles() {
    List<String> files = new ArrayList<>(List.of("stunnel.conf"));
    files.add(side == Side.SOURCE ? "rsync-arguments" : "rsyncd.conf");
    files.add("volumes");
    if (new Comparison(manifests.spec(), manifests.transfer()).isNeeded()) {
      files.add("left-out");
    }
    if (side == Side.SOURCE
        && new Comparison(manifests.spec(), manifests.transfer()).mapsOwners()) {
      files.add("owners");
    }
    return files;
  }

  private static KeyToPath item(String key, String path) {
    return new KeyToPathBuilder().withKey(key).withPath(path).build();
  }
}
