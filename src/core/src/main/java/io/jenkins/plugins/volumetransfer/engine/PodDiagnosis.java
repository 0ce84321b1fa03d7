package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with a pod by itself: it was taken away, or a container in it has ended. Pure. */
final class PodDiagnosis {
  /** Kubernetes' reasons for the condition DisruptionTarget. */
  private static final Map<String, Reason> DISRUPTIONS =
      Map.of(
          "EvictionByEvictionAPI", Reason.EVICTED,
          "PreemptionByScheduler", Reason.EVICTED,
          "TerminationByKubelet", Reason.EVICTED,
          "DeletionByTaintManager", Reason.NODE_LOST,
          "DeletionByPodGC", Reason.NODE_LOST);

  private PodDiagnosis() {}

  /** What makes a pod useless by itself, whatever its containers' scripts say. */
  static Optional<Failure> of(PodState pod) {
    // A lost node's pod is deleted by Kubernetes: its own reason says more than its deletion.
    boolean failed = pod.phase().equals("Failed") || pod.reason().equals("NodeLost");
    if (failed && !pod.reason().isEmpty()) {
      return Optional.of(ofFailedPod(pod));
    }
    if (failed && pod.withLogs().isEmpty()) {
      return Optional.of(
          new Failure(
              Reason.POD_FAILED,
              "the " + pod.side().label() + " pod failed before its containers ran" + pod.hint()));
    }
    if (pod.deleting()) {
      return Optional.of(ofDeleted(pod.side(), Optional.of(pod)));
    }
    return Stream.concat(
            pod.containers().entrySet().stream()
                .map(each -> ContainerDiagnosis.of(pod.side(), each.getKey(), each.getValue())),
            // What a sidecar was may be all that tells why it does not come to run.
            pod.sidecars().entrySet().stream()
                .flatMap(
                    each ->
                        each.getValue().states().stream()
                            .map(state -> ContainerDiagnosis.of(pod.side(), each.getKey(), state))))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> StartDiagnosis.hopeless(pod));
  }

  /**
   * Only asked while the engine itself has not deleted the pod.
   *
   * @param last as it was last seen
   */
  static Failure ofDeleted(Side side, Optional<PodState> last) {
    return last.filter(pod -> DISRUPTIONS.containsKey(pod.reason()))
        .map(
            pod ->
                new Failure(
                    DISRUPTIONS.get(pod.reason()),
                    "Kubernetes has taken the %s pod away: %s".formatted(side.label(), told(pod))))
        .orElseGet(
            () ->
                new Failure(
                    Reason.POD_DELETED,
                    "the " + side.label() + " pod was deleted by somebody else"));
  }

  static Failure ofNamespace(Side side, String namespace) {
    return new Failure(
        Reason.NAMESPACE_TERMINATING,
        "the %s namespace %s is being deleted, and the transfer's pod with it"
            .formatted(side.label(), namespace));
  }

  private static Failure ofFailedPod(PodState pod) {
    Reason reason =
        DISRUPTIONS.containsKey(pod.reason())
            ? DISRUPTIONS.get(pod.reason())
            : switch (pod.reason()) {
              case "Evicted", "Preempting", "Preempted" -> Reason.EVICTED;
              case "DeadlineExceeded" -> Reason.DEADLINE;
              case "NodeLost", "NodeShutdown", "Shutdown", "Terminated", "NodeAffinity" ->
                  Reason.NODE_LOST;
              default -> Reason.POD_FAILED;
            };
    return new Failure(reason, "the %s pod failed: %s".formatted(pod.side().label(), told(pod)));
  }

  private static String told(PodState pod) {
    return pod.reason() + (pod.message().isEmpty() ? "" : ", " + pod.message());
  }

  /** The destination pod lost a container while it was needed. */
  static Optional<Failure> ofEndedDestination(PodState destination) {
    return of(destination)
        .or(
            () ->
                destination
                    .firstEnded()
                    .map(
                        name -> {
                          int code = destination.terminated(name).orElseThrow().exitCode();
                          return new Failure(
                              ofEndedDestination(code),
                              "container %s of the destination pod ended with %s while it was needed"
                                  .formatted(name, RsyncDiagnosis.described(code)));
                        }));
  }

  private static Reason ofEndedDestination(int code) {
    return switch (ExitCode.of(code).orElse(ExitCode.SUCCESS)) {
      case DESTINATION_UNUSABLE -> Reason.DESTINATION_UNUSABLE;
      case BAD_INPUT -> Reason.SCRIPT_FAILED;
      case IMAGE_UNSUITABLE -> Reason.IMAGE_UNSUITABLE;
      default -> Reason.DESTINATION_ENDED;
    };
  }
}
