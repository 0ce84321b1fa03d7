package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the engine looks at in a transfer pod.
 *
 * @param attempt the attempt that the pod belongs to, from its label
 * @param phase as Kubernetes names it: Pending, Running, Succeeded, Failed, Unknown
 * @param reason the pod's own reason, such as {@code Evicted} or {@code DeadlineExceeded}; else
 *     empty
 * @param unschedulable the scheduler's message, while it finds no node
 * @param deleting somebody has asked for its deletion
 * @param ready condition Ready is true
 * @param containers the pod's own, by name; none before the kubelet took the pod
 * @param sidecars by name; only topology SIDECAR makes one
 * @param hostIp address of its node within the cluster, once it has one
 * @param warnings the pod's Events of that type, oldest first; none where they may not be read
 */
public record PodState(
    Side side,
    int attempt,
    String phase,
    String reason,
    String message,
    Optional<String> unschedulable,
    boolean deleting,
    boolean ready,
    Map<String, ContainerState> containers,
    Map<String, Sidecar> sidecars,
    Optional<String> hostIp,
    List<PodWarning> warnings) {
  public PodState {
    // Sorted: what is said of several containers does not change from run to run.
    containers = Collections.unmodifiableMap(new TreeMap<>(containers));
    sidecars = Collections.unmodifiableMap(new TreeMap<>(sidecars));
    warnings = List.copyOf(warnings);
  }

  public PodState withWarnings(List<PodWarning> said) {
    return new PodState(
        side,
        attempt,
        phase,
        reason,
        message,
        unschedulable,
        deleting,
        ready,
        containers,
        sidecars,
        hostIp,
        said);
  }

  /** Of all containers, sidecars included. */
  Map<String, ContainerState> states() {
    Map<String, ContainerState> states = new TreeMap<>(containers);
    sidecars.forEach((name, sidecar) -> states.put(name, sidecar.state()));
    return states;
  }

  /** Those of all containers that run or have run. */
  List<String> withLogs() {
    return states().entrySet().stream()
        .filter(each -> !(each.getValue() instanceof ContainerState.Waiting))
        .map(Map.Entry::getKey)
        .toList();
  }

  Optional<ContainerState> container(String name) {
    return Optional.ofNullable(containers.get(name));
  }

  Optional<ContainerState.Terminated> terminated(String name) {
    return container(name)
        .filter(ContainerState.Terminated.class::isInstance)
        .map(ContainerState.Terminated.class::cast);
  }

  /** Every container has ended: nothing of the pod runs or writes any more. */
  public boolean ended() {
    return !containers.isEmpty()
        && states().values().stream().allMatch(ContainerState.Terminated.class::isInstance);
  }

  boolean running(String name) {
    return container(name).filter(ContainerState.Running.class::isInstance).isPresent();
  }
}
