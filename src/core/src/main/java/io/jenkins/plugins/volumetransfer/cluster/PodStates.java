package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.jenkins.plugins.volumetransfer.engine.ContainerState;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.engine.Sidecar;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.Host;
import io.jenkins.plugins.volumetransfer.spec.ObjectName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From Kubernetes' Pod to what the engine looks at. */
final class PodStates {
  private PodStates() {}

  /** Empty for a pod that lacks the labels of one of ours. */
  static Optional<PodState> of(Pod pod) {
    Optional<Side> side = side(pod);
    Optional<Integer> attempt = attempt(pod);
    if (side.isEmpty() || attempt.isEmpty()) {
      return Optional.empty();
    }
    Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
    return Optional.of(
        new PodState(
            side.get(),
            attempt.get(),
            status.map(PodStatus::getPhase).orElse("Pending"),
            status.map(PodStatus::getReason).orElse(""),
            status.map(PodStatus::getMessage).orElse(""),
            condition(status, "PodScheduled")
                .filter(c -> "False".equals(c.getStatus()))
                .map(c -> Optional.ofNullable(c.getMessage()).orElse("no message")),
            pod.getMetadata().getDeletionTimestamp() != null,
            condition(status, "Ready").filter(c -> "True".equals(c.getStatus())).isPresent(),
            containers(status),
            sidecars(pod, status),
            // What is no address is as good as none: a node port is then told to have no host.
            status.map(PodStatus::getHostIP).filter(Host::isAddress),
            List.of()));
  }

  /** By its labels, and by the name that a run gives to a pod with these. */
  static boolean isOf(RunId run, Pod pod) {
    Optional<String> name =
        transfer(pod)
            .flatMap(
                transfer ->
                    of(pod)
                        .map(
                            state ->
                                ObjectNames.pod(run, transfer, state.side(), state.attempt())));
    return label(pod, Labels.RUN).filter(run.value()::equals).isPresent()
        && name.filter(pod.getMetadata().getName()::equals).isPresent();
  }

  static Optional<String> transfer(Pod pod) {
    return label(pod, Labels.TRANSFER).filter(ObjectName::isLabel);
  }

  static Optional<Side> side(Pod pod) {
    return label(pod, Labels.SIDE).filter(Side::isOne).map(Side::of);
  }

  static Optional<Integer> attempt(Pod pod) {
    return label(pod, Labels.ATTEMPT)
        .filter(text -> text.matches("\\d{1,4}"))
        .map(Integer::valueOf);
  }

  static Optional<String> label(Pod pod, String name) {
    return Optional.ofNullable(pod.getMetadata().getLabels()).map(labels -> labels.get(name));
  }

  private static Optional<PodCondition> condition(Optional<PodStatus> status, String type) {
    return status
        .map(PodStatus::getConditions)
        .flatMap(all -> all.stream().filter(c -> type.equals(c.getType())).findFirst());
  }

  private static Map<String, ContainerState> containers(Optional<PodStatus> status) {
    Map<String, ContainerState> states = new HashMap<>();
    for (ContainerStatus container :
        status.map(PodStatus::getContainerStatuses).orElse(List.of())) {
      states.put(container.getName(), state(container.getState()));
    }
    return states;
  }

  private static Map<String, Sidecar> sidecars(Pod pod, Optional<PodStatus> status) {
    Set<String> names =
        Optional.ofNullable(pod.getSpec())
            .map(PodSpec::getInitContainers)
            .orElse(List.of())
            .stream()
            .filter(init -> "Always".equals(init.getRestartPolicy()))
            .map(Container::getName)
            .collect(Collectors.toSet());
    return status.map(PodStatus::getInitContainerStatuses).orElse(List.of()).stream()
        .filter(init -> names.contains(init.getName()))
        .collect(Collectors.toMap(ContainerStatus::getName, PodStates::sidecar));
  }

  private static Sidecar sidecar(ContainerStatus status) {
    return new Sidecar(
        state(status.getState()),
        Optional.of(state(status.getLastState()))
            .filter(ContainerState.Terminated.class::isInstance)
            .map(ContainerState.Terminated.class::cast));
  }

  private static ContainerState state(io.fabric8.kubernetes.api.model.ContainerState state) {
    if (state != null && state.getTerminated() != null) {
      return new ContainerState.Terminated(
          Optional.ofNullable(state.getTerminated().getExitCode()).orElse(-1),
          Optional.ofNullable(state.getTerminated().getReason()).orElse(""),
          Optional.ofNullable(state.getTerminated().getMessage()).orElse(""));
    }
    if (state != null && state.getRunning() != null) {
      return new ContainerState.Running();
    }
    return new ContainerState.Waiting(
        Optional.ofNullable(state)
            .flatMap(s -> Optional.ofNullable(s.getWaiting()))
            .map(waiting -> waiting.getReason())
            .orElse(""),
        Optional.ofNullable(state)
            .flatMap(s -> Optional.ofNullable(s.getWaiting()))
            .map(waiting -> waiting.getMessage())
            .orElse(""));
  }
}
