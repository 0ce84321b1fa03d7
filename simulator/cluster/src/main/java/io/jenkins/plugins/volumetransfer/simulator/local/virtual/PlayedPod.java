package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be played in a pod, from its spec alone. A container is rsync's or stunnel's by its
 * name. A pod is at the destination if our label says so, or if a command in it names rsync's
 * daemon; any other pod with a container for rsync is at the source.
 *
 * @param rsyncs whether the pod has a container for rsync
 * @param stunnel how stunnel runs
 * @param volumes what the rsync container copies: the last part of each path where it mounts a
 *     claim; {@code data} if it mounts none
 * @param markers whether it is ours, and so says where each volume begins and ends
 * @param tunnelTimeout how long the rsync container waits for the tunnel
 */
record PlayedPod(
    Side side,
    boolean rsyncs,
    Stunnel stunnel,
    List<String> volumes,
    boolean markers,
    Duration tunnelTimeout) {

  /** Where stunnel runs. */
  enum Stunnel {
    BESIDE_RSYNC,
    /** A sidecar or another; whether it is started again is the kubelet's business. */
    OWN_CONTAINER
  }

  private static final String RSYNC = "rsync";
  private static final String STUNNEL = "stunnel";
  private static final String TIMEOUT = "TUNNEL_TIMEOUT_SECONDS";

  /** What the enhancement that this project began with waits. */
  private static final Duration TIMEOUT_DEFAULT = Duration.ofMinutes(10);

  static PlayedPod of(Pod pod) {
    Optional<Container> rsync =
        containers(pod.getSpec()).filter(each -> isNamed(each, RSYNC)).findFirst();
    return new PlayedPod(
        side(pod),
        rsync.isPresent(),
        stunnel(pod.getSpec()),
        rsync.map(container -> volumes(pod.getSpec(), container)).orElse(List.of("data")),
        label(pod, Labels.MANAGED_BY).filter(Labels.MANAGED_BY_US::equals).isPresent(),
        rsync.flatMap(PlayedPod::timeout).orElse(TIMEOUT_DEFAULT));
  }

  private static boolean isNamed(Container container, String name) {
    return container.getName().equals(name);
  }

  private static Stream<Container> containers(PodSpec spec) {
    return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream());
  }

  private static Side side(Pod pod) {
    return label(pod, Labels.SIDE)
        .filter(Side::isOne)
        .map(Side::of)
        .orElseGet(() -> runsDaemon(pod.getSpec()) ? Side.DESTINATION : Side.SOURCE);
  }

  private static Optional<String> label(Pod pod, String name) {
    return Optional.ofNullable(pod.getMetadata().getLabels()).map(labels -> labels.get(name));
  }

  private static boolean runsDaemon(PodSpec spec) {
    return containers(spec)
        .flatMap(each -> Stream.concat(each.getCommand().stream(), each.getArgs().stream()))
        .anyMatch(word -> word.contains("--daemon") || word.contains("rsyncd"));
  }

  private static Stunnel stunnel(PodSpec spec) {
    return containers(spec).anyMatch(each -> isNamed(each, STUNNEL))
        ? Stunnel.OWN_CONTAINER
        : Stunnel.BESIDE_RSYNC;
  }

  private static List<String> volumes(PodSpec spec, Container rsync) {
    Set<String> claims =
        spec.getVolumes().stream()
            .filter(volume -> volume.getPersistentVolumeClaim() != null)
            .map(Volume::getName)
            .collect(Collectors.toSet());
    List<String> names =
        rsync.getVolumeMounts().stream()
            .filter(mount -> claims.contains(mount.getName()))
            .map(VolumeMount::getMountPath)
            .map(path -> path.replaceFirst("/+$", "").replaceFirst(".*/", ""))
            .toList();
    return names.isEmpty() ? List.of("data") : names;
  }

  private static Optional<Duration> timeout(Container rsync) {
    return rsync.getEnv().stream()
        .filter(variable -> variable.getName().equals(TIMEOUT))
        .map(EnvVar::getValue)
        .filter(value -> value != null && value.matches("[1-9][0-9]{0,8}"))
        .findFirst()
        .map(Long::valueOf)
        .map(Duration::ofSeconds);
  }
}
