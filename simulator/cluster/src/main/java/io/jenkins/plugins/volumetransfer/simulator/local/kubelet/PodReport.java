package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The status of a pod, made from what is known of it.
 *
 * @param unschedulable why it has no node; empty when it has one
 * @param startedAt when it got its node
 * @param inits its init containers, sidecars among them
 * @param apps its own containers
 * @param phase as {@link PodPhase} says
 * @param verdict what the kubelet itself made of it
 */
record PodReport(
    Optional<String> unschedulable,
    Optional<Instant> startedAt,
    String address,
    List<PodContainer> inits,
    List<PodContainer> apps,
    PodPhase phase,
    Optional<PodFailureStatus> verdict) {

  /** {@code former} gives the times of conditions that did not change. */
  PodStatus status(List<PodCondition> former) {
    PodStatusBuilder status =
        new PodStatusBuilder()
            .withPhase(phase.word())
            .withQosClass("BestEffort")
            .withConditions(conditions(former));
    startedAt.ifPresent(
        time ->
            status
                .withStartTime(StatusState.text(time))
                .withHostIP(address)
                .withPodIP(address)
                .withPodIPs(new PodIP(address))
                .withInitContainerStatuses(statuses(inits))
                .withContainerStatuses(statuses(apps)));
    if (phase == PodPhase.FAILED) {
      verdict.ifPresent(reason -> status.withReason(reason.reason()).withMessage(reason.message()));
    }
    return status.build();
  }

  private List<PodCondition> conditions(List<PodCondition> former) {
    List<PodCondition> now = new ArrayList<>();
    now.add(
        unschedulable
            .map(message -> condition("PodScheduled", false, "Unschedulable", message))
            .orElseGet(() -> condition("PodScheduled", true, "", "")));
    if (startedAt.isPresent()) {
      String unready =
          Stream.concat(
                  inits.stream().filter(init -> init.role() == PodContainer.Role.SIDECAR),
                  apps.stream())
              .filter(container -> !container.isReady())
              .map(PodContainer::name)
              .collect(Collectors.joining(" "));
      boolean ready = unready.isEmpty();
      String reason =
          ready ? "" : phase == PodPhase.SUCCEEDED ? "PodCompleted" : "ContainersNotReady";
      String message = ready ? "" : "containers with unready status: [" + unready + "]";
      now.add(condition("Initialized", PodPhase.isInitialized(inits, apps), "", ""));
      now.add(condition("ContainersReady", ready, reason, message));
      now.add(condition("Ready", ready, reason, message));
    }
    now.forEach(condition -> keepTime(condition, former));
    return now;
  }

  private static PodCondition condition(String type, boolean is, String reason, String message) {
    PodConditionBuilder condition =
        new PodConditionBuilder()
            .withType(type)
            .withStatus(is ? "True" : "False")
            .withLastTransitionTime(StatusState.text(SteadyClock.wallTime()));
    if (!reason.isEmpty()) {
      condition.withReason(reason).withMessage(message);
    }
    return condition.build();
  }

  private static void keepTime(PodCondition condition, List<PodCondition> former) {
    former.stream()
        .filter(old -> old.getType().equals(condition.getType()))
        .filter(old -> old.getStatus().equals(condition.getStatus()))
        .findFirst()
        .ifPresent(old -> condition.setLastTransitionTime(old.getLastTransitionTime()));
  }

  private static List<ContainerStatus> statuses(List<PodContainer> containers) {
    return containers.stream().map(PodReport::status).toList();
  }

  private static ContainerStatus status(PodContainer container) {
    ContainerStatusBuilder status =
        new ContainerStatusBuilder()
            .withName(container.name())
            .withImage(container.spec().getImage())
            .withImageID("")
            .withRestartCount(container.restarts())
            .withReady(container.isReady())
            .withStarted(container.isStarted())
            .withState(container.state().written(id(container)));
    if (!container.id().isEmpty()) {
      status.withContainerID(id(container));
    }
    container.lastState().ifPresent(last -> status.withLastState(last.written(id(container))));
    return status.build();
  }

  private static String id(PodContainer container) {
    return "local://" + container.id();
  }
}
