package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which containers of a transfer pod we have made. A service mesh, a policy or a person may put
 * others in, under any name that is free.
 */
public final class OurContainers {
  private OurContainers() {}

  /** Sidecars included. Of a pod without a spec, all that may be ours. */
  public static Set<String> names(Pod pod) {
    Optional<PodSpec> spec = Optional.ofNullable(pod.getSpec());
    if (spec.isEmpty()) {
      return PodContainers.NAMES;
    }
    return Stream.of(spec.get().getContainers(), spec.get().getInitContainers())
        .flatMap(List::stream)
        .filter(OurContainers::isOurs)
        .map(Container::getName)
        .collect(Collectors.toSet());
  }

  private static boolean isOurs(Container container) {
    return PodContainers.NAMES.contains(container.getName())
        && container.getVolumeMounts().stream()
            .anyMatch(mount -> Layout.SCRIPTS.equals(mount.getMountPath()));
  }
}
