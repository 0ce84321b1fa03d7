package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.Json;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings one pod to what the API says of it. Each event ends in {@link #sync}, which does whatever
 * the next step is and reports; so no step depends on the order of events. Lives on the loop.
 */
final class PodWorker implements PodControl {

  private static final Duration RESTART_DELAY_MAX = Duration.ofSeconds(2);
  private static final Duration RESTART_DELAY_FIRST = Duration.ofMillis(100);

  /** A kubelet learns of the end of a container when it looks, about once a second. */
  private static final Duration NOTICE_DELAY = Duration.ofMillis(500);

  private final Pod pod;
  private final ResourcePath path;
  private final NodeServices services;
  private final String address;
  private final Volumes volumes;
  private final List<PodContainer> inits;
  private final List<PodContainer> apps;

  private Optional<String> unschedulable = Optional.empty();
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<PodFailureStatus> verdict = Optional.empty();
  private PodStatus reported;
  private String lastWarning = "";
  private Runnable cancelKill = () -> {};
  private Runnable cancelDeadline = () -> {};
  private boolean mounted;
  private boolean stopping;
  private boolean deleted;
  private boolean removed;
  private boolean unreachable;
  private boolean sidecarsEndSoon;
  private boolean sidecarsEnding;

  PodWorker(Pod pod, NodeServices services) {
    this.pod = pod;
    this.services = services;
    String namespace = pod.getMetadata().getNamespace();
    this.path = ResourcePath.core(namespace, "pods", pod.getMetadata().getName());
    this.address = pod.getMetadata().getAnnotations().get(PodNetwork.ADDRESS_ANNOTATION);
    this.volumes = Volumes.of(pod, services.directories(), services.claims(), services.store());
    ContainerRuntime.PodRuntime runtime = services.runtime().pod(pod, address, this);
    this.inits =
        pod.getSpec().getInitContainers().stream()
            .map(spec -> container(spec, roleOfInit(spec), runtime))
            .toList();
    this.apps =
        pod.getSpec().getContainers().stream()
            .map(spec -> container(spec, PodContainer.Role.APP, runtime))
            .toList();
    this.reported = pod.getStatus();
  }

  private static PodContainer.Role roleOfInit(Container spec) {
    return "Always".equals(spec.getRestartPolicy())
        ? PodContainer.Role.SIDECAR
        : PodContainer.Role.INIT;
  }

  private PodContainer container(
      Container spec, PodContainer.Role role, ContainerRuntime.PodRuntime runtime) {
    StatusState first =
        pod.getSpec().getInitContainers().isEmpty()
            ? StatusState.Waiting.CREATING
            : StatusState.Waiting.INITIALIZING;
    return new PodContainer(pod, spec, role, first, services, runtime, this::changed);
  }

  ResourcePath path() {
    return path;
  }

  List<PodContainer> containers() {
    return Stream.concat(inits.stream(), apps.stream()).toList();
  }

  List<PodContainer> apps() {
    return apps;
  }

  boolean isUnreachable() {
    return unreachable;
  }

  /** Does the next step, whatever it is, and reports. */
  void sync() {
    if (removed || unreachable) {
      return;
    }
    if (stopping) {
      stopNext();
    } else if (isPrepared()) {
      startNext();
    }
    report();
    if (stopping && deleted && !anyRuns()) {
      services.deletion().release(path);
    }
  }

  /** Something that the pod may wait for has changed. */
  void retry() {
    containers().forEach(PodContainer::retry);
    sync();
  }

  private boolean isPrepared() {
    if (startedAt.isEmpty()) {
      unschedulable = obstacle();
      unschedulable.ifPresent(message -> warn("FailedScheduling", message));
      if (unschedulable.isPresent()) {
        return false;
      }
      services.store().edit(path, this::bindToNode);
      startedAt = Optional.of(SteadyClock.wallTime());
      startDeadline();
    }
    if (!mounted) {
      try {
        services.node().check();
        volumes.check();
        mounted = true;
      } catch (LaunchProblem problem) {
        warn(problem.reason(), problem.getMessage());
      }
    }
    return mounted;
  }

  private Optional<String> obstacle() {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null)
        .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
        .map(claim -> services.claims().obstacle(pod.getMetadata().getNamespace(), claim))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> services.node().obstacle(pod));
  }

  private ObjectNode bindToNode(ObjectNode object) {
    object.withObject("/spec").put("nodeName", Node.NAME);
    return object;
  }

  private void startDeadline() {
    Long seconds = pod.getSpec().getActiveDeadlineSeconds();
    if (seconds != null) {
      cancelDeadline = services.loop().after(Duration.ofSeconds(seconds), this::exceedDeadline);
    }
  }

  private void exceedDeadline() {
    if (!stopping && !isOver()) {
      verdict = Optional.of(PodFailureStatus.deadlineExceeded());
      warn("DeadlineExceeded", PodFailureStatus.deadlineExceeded().message());
      stop(pod.getSpec().getTerminationGracePeriodSeconds());
    }
  }

  private void warn(String reason, String message) {
    if (!lastWarning.equals(message)) {
      lastWarning = message;
      services.warnings().about(pod, reason, message);
    }
  }

  private void startNext() {
    for (PodContainer init : inits) {
      if (isOver()) {
        break;
      }
      boolean sidecar = init.role() == PodContainer.Role.SIDECAR;
      if (!init.state().isTerminated()) {
        init.ensureLaunched();
      }
      if (sidecar ? !init.isStarted() : !init.state().isSuccess()) {
        return;
      }
    }
    if (!isOver()) {
      apps.forEach(PodContainer::ensureLaunched);
    }
    if (isOver()) {
      cancelDeadline.run();
      endSidecarsSoon();
    }
  }

  /** Whether no container other than a sidecar will run any more. */
  private boolean isOver() {
    String policy = pod.getSpec().getRestartPolicy();
    return PodPhase.isInitFailed(inits, policy)
        || apps.stream().allMatch(app -> app.state().isTerminated() && !isRestarted(app));
  }

  private boolean isRestarted(PodContainer container) {
    String policy = pod.getSpec().getRestartPolicy();
    return switch (container.role()) {
      case SIDECAR -> !isOver();
      case INIT -> !policy.equals("Never") && !container.state().isSuccess();
      case APP ->
          policy.equals("Always") || policy.equals("OnFailure") && !container.state().isSuccess();
    };
  }

  private void changed(PodContainer container) {
    if (container.state().isTerminated() && !stopping && !removed && isRestarted(container)) {
      container.restart(restartDelay(container.restarts()));
    }
    // Not at once: the change may have come out of a step of a sync.
    services.loop().execute(this::sync);
  }

  /**
   * As on a cluster the first time at once, then doubled each time; but from a tenth of a second.
   */
  private static Duration restartDelay(int restarts) {
    if (restarts == 0) {
      return Duration.ZERO;
    }
    Duration delay = RESTART_DELAY_FIRST.multipliedBy(1L << Math.min(restarts - 1, 10));
    return delay.compareTo(RESTART_DELAY_MAX) < 0 ? delay : RESTART_DELAY_MAX;
  }

  private void stop(long graceSeconds) {
    stopping = true;
    cancelDeadline.run();
    cancelKill.run();
    cancelKill = services.loop().after(Duration.ofSeconds(graceSeconds), this::killAll);
    services.loop().execute(this::sync);
  }

  /** Sidecars outlive the containers they are for, and go in reverse order. */
  private void stopNext() {
    containers().stream()
        .filter(container -> container.role() != PodContainer.Role.SIDECAR)
        .forEach(PodContainer::stop);
    cancelRestartsOfSidecars();
    if (!PodPhase.anyRuns(apps)) {
      lastRunningSidecar().ifPresent(PodContainer::stop);
    }
  }

  private void cancelRestartsOfSidecars() {
    inits.stream()
        .filter(init -> init.role() == PodContainer.Role.SIDECAR)
        .forEach(PodContainer::cancelRestart);
  }

  /** One that ends meanwhile is not started again, but says itself how it ended. */
  private void endSidecarsSoon() {
    cancelRestartsOfSidecars();
    if (sidecarsEnding) {
      lastRunningSidecar().ifPresent(PodContainer::stop);
    } else if (!sidecarsEndSoon && PodPhase.anyRuns(inits)) {
      sidecarsEndSoon = true;
      services.loop().after(NOTICE_DELAY, this::endSidecars);
    }
  }

  private void endSidecars() {
    if (!stopping && !removed && !unreachable) {
      sidecarsEnding = true;
      Duration grace = Duration.ofSeconds(pod.getSpec().getTerminationGracePeriodSeconds());
      cancelKill = services.loop().after(grace, this::killAll);
      sync();
    }
  }

  private Optional<PodContainer> lastRunningSidecar() {
    return inits.stream()
        .filter(init -> init.state().isRunning())
        .reduce((first, second) -> second);
  }

  private void killAll() {
    containers().forEach(PodContainer::kill);
  }

  private boolean anyRuns() {
    return PodPhase.anyRuns(inits) || PodPhase.anyRuns(apps);
  }

  private void report() {
    PodPhase phase = phase();
    PodStatus status =
        new PodReport(unschedulable, startedAt, address, inits, apps, phase, verdict)
            .status(reported.getConditions());
    if (!status.equals(reported)) {
      reported = status;
      services
          .store()
          .edit(path.withSubresource("status"), object -> object.set("status", Json.tree(status)));
    }
  }

  private PodPhase phase() {
    boolean ended = stopping && !anyRuns();
    if (ended && (verdict.isPresent() || startedAt.isPresent())) {
      return verdict.isPresent() ? PodPhase.FAILED : PodPhase.ofStopped(apps);
    }
    return PodPhase.of(inits, apps, pod.getSpec().getRestartPolicy());
  }

  /** The API says that the pod is to go within {@code graceSeconds}. */
  void delete(long graceSeconds) {
    if (!unreachable) {
      deleted = true;
      stop(graceSeconds);
    }
  }

  /** The pod is gone from the API. */
  void remove() {
    removed = true;
    cancelKill.run();
    cancelDeadline.run();
    containers().forEach(container -> container.run().ifPresent(ContainerRun::killAll));
    killAll();
    Directories.deleteTree(services.directories().pod(pod.getMetadata()));
    Directories.deleteTree(services.directories().memory(pod.getMetadata()));
  }

  @Override
  public void evict(String message) {
    verdict = Optional.of(PodFailureStatus.evicted(message));
    warn("Evicted", message);
    stopping = true;
    killAll();
    services.loop().execute(this::sync);
  }

  @Override
  public void oomKill(String container) {
    containers().stream()
        .filter(each -> each.name().equals(container))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no container " + container + " in " + path))
        .oomKill();
  }

  @Override
  public void loseNode() {
    unreachable = true;
    cancelDeadline.run();
    cancelKill.run();
    containers().forEach(container -> container.run().ifPresent(ContainerRun::freeze));
  }

  @Override
  public void reportNodeLost() {
    services.store().edit(path.withSubresource("status"), object -> NodeLoss.report(object, pod));
  }

  @Override
  public void delete() {
    services.deletion().delete(path);
  }

  @Override
  public void collect() {
    services.deletion().collect(path);
  }
}
