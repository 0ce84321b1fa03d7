package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.List;

/**
 * A volume and the name it has in its pods: of the Kubernetes volume, of the mount, of rsync's
 * module.
 *
 * @param name a DNS label of at most 50 characters, unique in its transfer
 */
public record PlannedVolume(String name, VolumePair pair) {
  private static final String PREFIX = "volume-";

  /** Of the Kubernetes volume. */
  String inPod() {
    return PREFIX + name;
  }

  /** The names of all that a pod of a transfer has. */
  public static List<String> names(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null)
        .map(Volume::getName)
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .toList();
  }
}
