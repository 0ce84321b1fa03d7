package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.util.List;
import java.util.Locale;
import org.apache.commons.lang3.StringUtils;

/** The phase of a pod, by the rules of the kubelet's {@code getPhase}. */
enum PodPhase {
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED;

  String word() {
    return StringUtils.capitalize(name().toLowerCase(Locale.ROOT));
  }

  /** What becomes of a pod that is not being stopped. */
  static PodPhase of(List<PodContainer> inits, List<PodContainer> apps, String restartPolicy) {
    if (isInitFailed(inits, restartPolicy)) {
      return anyRuns(inits) ? RUNNING : FAILED;
    }
    if (!isInitialized(inits, apps)) {
      return PENDING;
    }
    boolean waiting =
        apps.stream()
            .anyMatch(
                app -> app.state() instanceof StatusState.Waiting && app.lastState().isEmpty());
    if (waiting) {
      return PENDING;
    }
    if (anyRuns(apps) || anyRuns(inits) || restartPolicy.equals("Always")) {
      return RUNNING;
    }
    if (apps.stream().allMatch(app -> app.state().isSuccess())) {
      return SUCCEEDED;
    }
    return restartPolicy.equals("Never") ? FAILED : RUNNING;
  }

  /** What remains of a pod that was stopped. */
  static PodPhase ofStopped(List<PodContainer> apps) {
    return apps.stream().allMatch(app -> app.state().isSuccess()) ? SUCCEEDED : FAILED;
  }

  /** Whether the pod's own containers may start, or have: a sidecar may be down meanwhile. */
  static boolean isInitialized(List<PodContainer> inits, List<PodContainer> apps) {
    return apps.stream().anyMatch(PodPhase::hasStarted)
        || inits.stream()
            .allMatch(
                init ->
                    init.role() == PodContainer.Role.SIDECAR
                        ? init.isStarted()
                        : init.state().isSuccess());
  }

  private static boolean hasStarted(PodContainer container) {
    return container.lastState().isPresent() || !(container.state() instanceof StatusState.Waiting);
  }

  static boolean isInitFailed(List<PodContainer> inits, String restartPolicy) {
    return restartPolicy.equals("Never")
        && inits.stream()
            .filter(init -> init.role() == PodContainer.Role.INIT)
            .anyMatch(init -> init.state().isTerminated() && !init.state().isSuccess());
  }

  static boolean anyRuns(List<PodContainer> containers) {
    return containers.stream().anyMatch(container -> container.state().isRunning());
  }
}
