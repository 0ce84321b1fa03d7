package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pod as the engine may see it; starts as one whose containers run. */
final class Pods implements Happening {
  private final Side side;
  private Optional<Integer> attempt = Optional.empty();
  private String phase = "Running";
  private String reason = "";
  private String message = "";
  private Optional<String> unschedulable = Optional.empty();
  private boolean deleting;
  private boolean ready;
  private final Map<String, ContainerState> containers = new TreeMap<>();

  private final Map<String, Sidecar> sidecars = new TreeMap<>();
  private final Map<String, ContainerState> others = new TreeMap<>();
  private final List<PodWarning> warnings = new ArrayList<>();

  private Optional<String> hostIp = Optional.empty();

  private Pods(Side side) {
    this.side = side;
    containers.put(Diagnosis.RSYNC, new ContainerState.Running());
    containers.put(Diagnosis.STUNNEL, new ContainerState.Running());
  }

  static Pods podRunning(Side side) {
    return new Pods(side);
  }

  static Pods podReady(Side side) {
    Pods pod = new Pods(side);
    pod.ready = true;
    return pod;
  }

  static Pods podPending(Side side) {
    Pods pod = new Pods(side);
    pod.phase = "Pending";
    pod.containers.clear();
    return pod;
  }

  Pods waiting(String container, String why, String text) {
    containers.put(container, new ContainerState.Waiting(why, text));
    return this;
  }

  Pods ended(String container, int code) {
    return ended(container, code, code == 0 ? "Completed" : "Error", "");
  }

  Pods ended(String container, int code, String why, String text) {
    containers.put(container, new ContainerState.Terminated(code, why, text));
    return this;
  }

  /** rsync's container ended with 0 and reported each volume as copied. */
  Pods rsyncSucceeded(String... volumes) {
    StringBuilder text = new StringBuilder();
    for (String volume : volumes) {
      text.append(volume).append(" 0\n");
    }
    return ended(Diagnosis.RSYNC, 0, "Completed", text.toString());
  }

  /** stunnel's container is a sidecar, which runs. */
  Pods withSidecar() {
    return sidecar(new ContainerState.Running(), Optional.empty());
  }

  /** stunnel's container is a sidecar, which ended with this code and runs again. */
  Pods sidecarRestartedAfter(int code) {
    return sidecar(new ContainerState.Running(), Optional.of(end(code)));
  }

  /** stunnel's container is a sidecar, which has ended with this code. */
  Pods sidecarEnded(int code) {
    return sidecar(end(code), Optional.empty());
  }

  Pods sidecar(ContainerState state, Optional<ContainerState.Terminated> before) {
    containers.remove(Diagnosis.STUNNEL);
    sidecars.put(Diagnosis.STUNNEL, new Sidecar(state, before));
    return this;
  }

  /** Somebody has put a container of theirs into the pod. */
  Pods injected(String name, ContainerState state) {
    others.put(name, state);
    return this;
  }

  static ContainerState.Terminated end(int code) {
    return new ContainerState.Terminated(code, code == 0 ? "Completed" : "Error", "");
  }

  Pods without(String container) {
    containers.remove(container);
    return this;
  }

  Pods failed(String why, String text) {
    phase = "Failed";
    reason = why;
    message = text;
    return this;
  }

  /** Of a pod that lives: why Kubernetes is about to take it away. */
  Pods because(String why) {
    reason = why;
    return this;
  }

  Pods unschedulable(String why) {
    unschedulable = Optional.of(why);
    return this;
  }

  Pods warned(String why, String text) {
    warnings.add(new PodWarning(why, text));
    return this;
  }

  Pods deleting() {
    deleting = true;
    return this;
  }

  Pods onNode(String address) {
    hostIp = Optional.of(address);
    return this;
  }

  Pods ofAttempt(int number) {
    attempt = Optional.of(number);
    return this;
  }

  PodState state(int currentAttempt) {
    return new PodState(
        side,
        attempt.orElse(currentAttempt),
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
        warnings);
  }

  @Override
  public Event in(RunUnderTest scene) {
    return new Event.PodChanged(scene.transfer(), state(scene.attempt()));
  }
}
