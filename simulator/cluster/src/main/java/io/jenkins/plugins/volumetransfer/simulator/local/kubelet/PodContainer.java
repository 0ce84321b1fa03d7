package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final NodeServices services;
  private final ContainerRuntime.PodRuntime runtime;
  private final Consumer<PodContainer> changed;
  private final List<PeriodicProbe> probes = new ArrayList<>();
  private final List<ContainerOutput> logs = new ArrayList<>();

  private StatusState state;
  private Optional<StatusState> lastState = Optional.empty();
  private Optional<ContainerRun> run = Optional.empty();
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
      StatusState first,
      NodeServices services,
      ContainerRuntime.PodRuntime runtime,
      Consumer<PodContainer> changed) {
    this.pod = pod;
    this.spec = spec;
    this.role = role;
    this.state = first;
    this.services = services;
    this.runtime = runtime;
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

  StatusState state() {
    return state;
  }

  Optional<StatusState> lastState() {
    return lastState;
  }

  /** The current or latest run. */
  Optional<ContainerRun> run() {
    return run;
  }

  /** Of the current or latest run; empty before the first. */
  String id() {
    return run.map(ContainerRun::id).orElse("");
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
      Duration creation = runtime.creation(spec);
      if (creation.isZero()) {
        launch();
      } else {
        services.loop().after(creation, this::launch);
      }
    }
  }

  /** Something has changed that the container may lack: its start may be tried again. */
  void retry() {
    if (state instanceof StatusState.Waiting waiting && LACKING.contains(waiting.reason())) {
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
      ContainerRun next =
          runtime.start(spec, services.directories().log(pod.getMetadata(), name(), restarts));
      run = Optional.of(next);
      logs.add(next.log());
      state = new StatusState.Running(SteadyClock.wallTime());
      next.exitCode().thenAcceptAsync(this::ended, services.loop());
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
        !(state instanceof StatusState.Waiting waiting
            && List.of("ErrImagePull", "ImagePullBackOff").contains(waiting.reason()));
    String image = spec.getImage();
    if (first) {
      String message = "failed to pull and unpack image \"%s\": not found".formatted(image);
      state = new StatusState.Waiting("ErrImagePull", message);
      services
          .warnings()
          .about(pod, "Failed", "Failed to pull image \"%s\": %s".formatted(image, message));
      services.warnings().about(pod, "Failed", "Error: ErrImagePull");
    } else {
      state =
          new StatusState.Waiting(
              "ImagePullBackOff", "Back-off pulling image \"%s\"".formatted(image));
      services.warnings().about(pod, "Failed", "Error: ImagePullBackOff");
    }
    services.loop().after(IMAGE_RETRY, this::launch);
    changed.accept(this);
  }

  private void fail(LaunchProblem problem) {
    services.warnings().about(pod, "Failed", "Error: " + problem.getMessage());
    if (problem.reason().equals(LaunchPlanner.CANNOT_RUN)) {
      Instant now = SteadyClock.wallTime();
      state =
          new StatusState.Terminated(
              EXIT_CANNOT_RUN, problem.reason(), problem.getMessage(), now, now);
    } else {
      state = new StatusState.Waiting(problem.reason(), problem.getMessage());
    }
    changed.accept(this);
  }

  private void startProbes(ContainerRun run) {
    started = spec.getStartupProbe() == null;
    ready = started && spec.getReadinessProbe() == null;
    if (started) {
      startRegularProbes(run);
    } else {
      probe(spec.getStartupProbe(), run, "Startup", () -> passedStartup(run), this::killForProbe);
    }
  }

  private void passedStartup(ContainerRun run) {
    if (!started) {
      stopProbes();
      started = true;
      ready = spec.getReadinessProbe() == null;
      startRegularProbes(run);
      changed.accept(this);
    }
  }

  private void startRegularProbes(ContainerRun run) {
    if (spec.getReadinessProbe() != null) {
      probe(
          spec.getReadinessProbe(), run, "Readiness", () -> setReady(true), () -> setReady(false));
    }
    if (spec.getLivenessProbe() != null) {
      probe(spec.getLivenessProbe(), run, "Liveness", () -> {}, this::killForProbe);
    }
  }

  private void probe(Probe probe, ContainerRun run, String kind, Runnable passed, Runnable failed) {
    probes.add(
        new PeriodicProbe(
                probe,
                () -> run.check(probe),
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
    run.ifPresent(current -> services.loop().after(grace, () -> kill(current)));
  }

  private void stopProbes() {
    probes.forEach(PeriodicProbe::stop);
    probes.clear();
  }

  private void ended(int exitCode) {
    stopProbes();
    Instant startedAt =
        state instanceof StatusState.Running running ? running.startedAt() : SteadyClock.wallTime();
    String reason = oomKilled ? "OOMKilled" : exitCode == 0 ? "Completed" : "Error";
    int reported = oomKilled ? EXIT_KILLED : exitCode;
    String message =
        run.map(ContainerRun::terminationMessage)
            .map(said -> TerminationMessage.of(spec, said, lastLog(), reported))
            .orElse("");
    state =
        new StatusState.Terminated(reported, reason, message, startedAt, SteadyClock.wallTime());
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
          "back-off %sms restarting failed container=%s pod=%s_%s"
              .formatted(
                  delay.toMillis(),
                  name(),
                  pod.getMetadata().getName(),
                  pod.getMetadata().getNamespace());
      state = new StatusState.Waiting("CrashLoopBackOff", message);
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
    run.ifPresent(this::kill);
  }

  private void kill(ContainerRun killed) {
    services.workers().execute(killed::killAll);
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
      run.ifPresent(current -> current.signal(signal));
    }
  }
}
