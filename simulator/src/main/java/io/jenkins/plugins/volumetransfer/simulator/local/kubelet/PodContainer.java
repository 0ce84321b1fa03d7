package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** One container of a pod, through all its runs. Lives on the loop. */
final class PodContainer {

  enum Role {
    /** Must end well before the next one starts. */
    INIT,
    /** An init container with restartPolicy Always: runs beside all that come after it. */
    SIDECAR,
    /** One of the pod's own. */
    APP
  }

  /** Why a container waits that may start when a Secret, a ConfigMap or a claim appears. */
  private static final Set<String> LACKING = Set.of("CreateContainerConfigError", Volumes.PROBLEM);

  private static final Duration IMAGE_RETRY = Duration.ofSeconds(1);
  private static final int EXIT_CANNOT_RUN = 127;
  private static final int EXIT_KILLED = 137;

  private final Pod pod;
  private final Container spec;
  private final Role role;
  private final String address;
  private final NodeServices services;
  private final LaunchPlanner planner;
  private final Consumer<PodContainer> changed;
  private final List<PeriodicProbe> probes = new ArrayList<>();
  private final List<ContainerOutput> logs = new ArrayList<>();

  private ContainerState state;
  private Optional<ContainerState> lastState = Optional.empty();
  private Optional<ContainerProcess> process = Optional.empty();
  private Optional<LaunchPlan> plan = Optional.empty();
  private String mark = "";
  private int restarts;
  private boolean launched;
  private boolean started;
  private boolean ready;
  private boolean stopped;
  private boolean oomKilled;

  /**
   * @param changed is told after each change of state
   */
  PodContainer(
      Pod pod,
      Container spec,
      Role role,
      String address,
      ContainerState first,
      NodeServices services,
      LaunchPlanner planner,
      Consumer<PodContainer> changed) {
    this.pod = pod;
    this.spec = spec;
    this.role = role;
    this.address = address;
    this.state = first;
    this.services = services;
    this.planner = planner;
    this.changed = changed;
  }

  Container spec() {
    return spec;
  }

  String name() {
    return spec.getName();
  }

  Role role() {
    return role;
  }

  ContainerState state() {
    return state;
  }

  Optional<ContainerState> lastState() {
    return lastState;
  }

  Optional<ContainerProcess> process() {
    return process;
  }

  /** How the current or latest run was started. */
  Optional<LaunchPlan> plan() {
    return plan;
  }

  /** What marks the processes of the current run. */
  String mark() {
    return mark;
  }

  List<ContainerOutput> logs() {
    return logs;
  }

  int restarts() {
    return restarts;
  }

  boolean isStarted() {
    return started;
  }

  boolean isReady() {
    return ready;
  }

  /** Starts the container unless that was done before. */
  void ensureLaunched() {
    if (!launched) {
      launched = true;
      launch();
    }
  }

  /** Something has changed that the container may lack: its start may be tried again. */
  void retry() {
    if (state instanceof ContainerState.Waiting waiting && LACKING.contains(waiting.reason())) {
      launched = false;
    }
  }

  private void launch() {
    if (stopped || state.isRunning()) {
      return;
    }
    if (!services.images().exists(spec.getImage())) {
      missImage();
      return;
    }
    try {
      LaunchPlan next = planner.plan(spec);
      mark = services.cluster() + "/" + UUID.randomUUID();
      ContainerProcess run =
          ContainerProcess.start(
              next,
              mark,
              services.directories().log(pod.getMetadata(), name(), restarts),
              services.workers());
      plan = Optional.of(next);
      process = Optional.of(run);
      logs.add(run.log());
      state = new ContainerState.Running(Instant.now());
      run.exitCode().thenAcceptAsync(this::ended, services.loop());
      startProbes(next);
      changed.accept(this);
    } catch (LaunchProblem problem) {
      fail(problem);
    } catch (IOException e) {
      fail(new LaunchProblem(LaunchPlanner.CANNOT_RUN, String.valueOf(e.getMessage())));
    }
  }

  private void missImage() {
    boolean first =
        !(state instanceof ContainerState.Waiting waiting
            && List.of("ErrImagePull", "ImagePullBackOff").contains(waiting.reason()));
    String image = spec.getImage();
    if (first) {
      String message = "failed to pull and unpack image \"%s\": not found".formatted(image);
      state = new ContainerState.Waiting("ErrImagePull", message);
      services
          .warnings()
          .about(pod, "Failed", "Failed to pull image \"%s\": %s".formatted(image, message));
      services.warnings().about(pod, "Failed", "Error: ErrImagePull");
    } else {
      state =
          new ContainerState.Waiting(
              "ImagePullBackOff", "Back-off pulling image \"%s\"".formatted(image));
      services.warnings().about(pod, "Failed", "Error: ImagePullBackOff");
    }
    services.loop().after(IMAGE_RETRY, this::launch);
    changed.accept(this);
  }

  private void fail(LaunchProblem problem) {
    services.warnings().about(pod, "Failed", "Error: " + problem.getMessage());
    if (problem.reason().equals(LaunchPlanner.CANNOT_RUN)) {
      Instant now = Instant.now();
      state =
          new ContainerState.Terminated(
              EXIT_CANNOT_RUN, problem.reason(), problem.getMessage(), now, now);
    } else {
      state = new ContainerState.Waiting(problem.reason(), problem.getMessage());
    }
    changed.accept(this);
  }

  private void startProbes(LaunchPlan plan) {
    started = spec.getStartupProbe() == null;
    ready = started && spec.getReadinessProbe() == null;
    if (started) {
      startRegularProbes(plan);
    } else {
      probe(spec.getStartupProbe(), plan, "Startup", () -> passedStartup(plan), this::killForProbe);
    }
  }

  private void passedStartup(LaunchPlan plan) {
    if (!started) {
      stopProbes();
      started = true;
      ready = spec.getReadinessProbe() == null;
      startRegularProbes(plan);
      changed.accept(this);
    }
  }

  private void startRegularProbes(LaunchPlan plan) {
    if (spec.getReadinessProbe() != null) {
      probe(
          spec.getReadinessProbe(), plan, "Readiness", () -> setReady(true), () -> setReady(false));
    }
    if (spec.getLivenessProbe() != null) {
      probe(spec.getLivenessProbe(), plan, "Liveness", () -> {}, this::killForProbe);
    }
  }

  private void probe(Probe probe, LaunchPlan plan, String kind, Runnable passed, Runnable failed) {
    ProbeCheck check = new ProbeCheck(probe, spec, plan, mark, address, services.workers());
    probes.add(
        new PeriodicProbe(
                probe,
                check::run,
                services.loop(),
                verdict -> {
                  if (verdict == PeriodicProbe.Verdict.PASSED) {
                    passed.run();
                  } else {
                    services.warnings().about(pod, "Unhealthy", kind + " probe failed");
                    failed.run();
                  }
                })
            .start());
  }

  private void setReady(boolean ready) {
    if (this.ready != ready) {
      this.ready = ready;
      changed.accept(this);
    }
  }

  private void killForProbe() {
    stopProbes();
    signal(Signal.TERM);
    Duration grace = Duration.ofSeconds(pod.getSpec().getTerminationGracePeriodSeconds());
    process.ifPresent(run -> services.loop().after(grace, () -> kill(run)));
  }

  private void stopProbes() {
    probes.forEach(PeriodicProbe::stop);
    probes.clear();
  }

  private void ended(int exitCode) {
    stopProbes();
    Instant startedAt =
        state instanceof ContainerState.Running running ? running.startedAt() : Instant.now();
    String reason = oomKilled ? "OOMKilled" : exitCode == 0 ? "Completed" : "Error";
    int reported = oomKilled ? EXIT_KILLED : exitCode;
    String message =
        plan.map(LaunchPlan::terminationLog)
            .map(file -> TerminationMessage.of(spec, file, lastLog(), reported))
            .orElse("");
    state = new ContainerState.Terminated(reported, reason, message, startedAt, Instant.now());
    started = false;
    ready = false;
    oomKilled = false;
    changed.accept(this);
  }

  private Optional<ContainerOutput> lastLog() {
    return logs.isEmpty() ? Optional.empty() : Optional.of(logs.get(logs.size() - 1));
  }

  /** Starts the container anew, with the same volumes. */
  void restart(Duration delay) {
    lastState = Optional.of(state);
    restarts++;
    if (!delay.isZero()) {
      String message =
          "back-off %dms restarting failed container=%s pod=%s_%s"
              .formatted(
                  delay.toMillis(),
                  name(),
                  pod.getMetadata().getName(),
                  pod.getMetadata().getNamespace());
      state = new ContainerState.Waiting("CrashLoopBackOff", message);
      services.warnings().about(pod, "BackOff", "Back-off restarting failed container " + name());
    }
    services.loop().after(delay, this::launch);
  }

  /** Asks the container to end and never starts it again. */
  void stop() {
    if (!stopped) {
      stopped = true;
      stopProbes();
      signal(Signal.TERM);
    }
  }

  /** Never starts it again; if it waits for that, its end is final. Leaves it be if it runs. */
  void cancelRestart() {
    if (!state.isRunning()) {
      stopped = true;
      lastState.filter(last -> !state.isTerminated()).ifPresent(last -> state = last);
    }
  }

  /** Ends it by force, and never starts it again. */
  void kill() {
    stopped = true;
    process.ifPresent(this::kill);
  }

  private void kill(ContainerProcess run) {
    services.workers().execute(run::killAll);
  }

  /** As the kernel does it when the container's memory limit is reached. */
  void oomKill() {
    if (state.isRunning()) {
      oomKilled = true;
      signal(Signal.KILL);
    }
  }

  /** Sends a signal to the main process, if it runs. */
  void signal(Signal signal) {
    if (state.isRunning()) {
      process.ifPresent(run -> run.signal(signal));
    }
  }
}
