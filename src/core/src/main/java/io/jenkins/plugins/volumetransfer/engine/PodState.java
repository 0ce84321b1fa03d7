package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the engine looks at in a transfer pod.
 *
 * @param attempt the attempt that the pod belongs to, from its label
 * @param phase as Kubernetes names it: Pending, Running, Succeeded, Failed, Unknown
 * @param reason the pod's own reason, such as {@code Evicted} or {@code DeadlineExceeded}; else
 *     empty
 * @param unschedulable the scheduler's message, while it finds no node
 * @param deleting somebody has asked for its deletion
 * @param ready all containers of {@code containers} and {@code sidecars} are ready
 * @param containers those that we have made, by name; none before the kubelet took the pod
 * @param sidecars those of ours, by name; only topology SIDECAR makes one
 * @param others what somebody else has put into the pod, by name: a service mesh, a policy, a
 *     debugger. Nothing is judged by them
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
    Map<String, ContainerState> others,
    Optional<String> hostIp,
    List<PodWarning> warnings) {
  /** The kubelet's words for a container whose turn has not come. */
  private static final Set<String> NORMAL = Set.of("", "PodInitializing", "ContainerCreating");

  public PodState {
    // Sorted: what is said of several containers does not change from run to run.
    containers = Collections.unmodifiableMap(new TreeMap<>(containers));
    sidecars = Collections.unmodifiableMap(new TreeMap<>(sidecars));
    others = Collections.unmodifiableMap(new TreeMap<>(others));
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
        others,
        hostIp,
        said);
  }

  /** Of all our containers, sidecars included. */
  Map<String, ContainerState> states() {
    Map<String, ContainerState> states = new TreeMap<>(containers);
    sidecars.forEach((name, sidecar) -> states.put(name, sidecar.state()));
    return states;
  }

  /** Those of our containers that run or have run. */
  List<String> withLogs() {
    return states().entrySet().stream()
        .filter(each -> !(each.getValue() instanceof ContainerState.Waiting))
        .map(Map.Entry::getKey)
        .toList();
  }

  Optional<ContainerState> container(String name) {
    return Optional.ofNullable(containers.get(name));
  }

  /** How one of our containers has ended; empty: it has not. */
  public Optional<ContainerState.Terminated> terminated(String name) {
    return container(name)
        .filter(ContainerState.Terminated.class::isInstance)
        .map(ContainerState.Terminated.class::cast);
  }

  /** The name of one of our containers that has ended: of several, the first by name. */
  Optional<String> firstEnded() {
    return containers.keySet().stream().filter(name -> terminated(name).isPresent()).findFirst();
  }

  /** Each of our containers has ended: none of them writes any more. */
  public boolean ended() {
    return !containers.isEmpty() && allEnded(states());
  }

  /** The same, and nothing else runs in the pod either. */
  boolean wholeEnded() {
    return ended() && allEnded(others);
  }

  private static boolean allEnded(Map<String, ContainerState> states) {
    return states.values().stream().allMatch(ContainerState.Terminated.class::isInstance);
  }

  /**
   * What of the others may keep the pod from working, for people; empty: nothing. One that waits
   * for an image, or has ended with a code of its own, may be all that tells.
   */
  String hint() {
    String text =
        others.entrySet().stream()
            .flatMap(
                each -> trouble(each.getValue()).map(why -> each.getKey() + " " + why).stream())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "" : "; in the pod, but not ours: " + text;
  }

  private static Optional<String> trouble(ContainerState state) {
    if (state instanceof ContainerState.Waiting waiting) {
      return Optional.of(waiting.reason()).filter(reason -> !NORMAL.contains(reason));
    }
    return Optional.of(state)
        .filter(ContainerState.Terminated.class::isInstance)
        .map(ContainerState.Terminated.class::cast)
        .filter(end -> end.exitCode() != 0)
        .map(end -> "ended with code " + end.exitCode());
  }

  /** Whether one of our containers runs. */
  public boolean running(String name) {
    return container(name).filter(ContainerState.Running.class::isInstance).isPresent();
  }
}
