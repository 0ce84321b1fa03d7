package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a pod does not come to run, from what Kubernetes says about it in its Events and conditions.
 * Pure.
 *
 * <p>Most of it may pass: a volume is still attached elsewhere, a network plugin restarts. So it is
 * told at once as a warning, and named as the cause only when the pod start timeout is over. Only
 * an object that is gone does not come back.
 */
final class StartDiagnosis {
  private static final int QUOTED_MAX = 3;

  /**
   * The scheduler's and the kubelet's words for what a pod refers to: claims, and objects of ours.
   * A storage driver may miss a Secret of its own, which somebody may bring.
   */
  private static final Pattern GONE =
      Pattern.compile(
          "(?<kind>persistentvolumeclaim \"|configmap \"vt-|secret \"vt-)[^\"]+\""
              + " (?<how>not found|is being deleted)");

  private static final Set<String> OF_THE_POD_ITSELF = Set.of("FailedMount", "FailedScheduling");

  private StartDiagnosis() {}

  /** What the pod waits for and will never get. */
  static Optional<Failure> hopeless(PodState pod) {
    return Stream.concat(
            pod.unschedulable().stream(),
            pod.warnings().stream()
                .filter(warning -> OF_THE_POD_ITSELF.contains(warning.reason()))
                .map(PodWarning::message))
        .map(GONE::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(gone -> ofGone(pod.side(), gone));
  }

  private static Failure ofGone(Side side, Matcher gone) {
    String what = "the " + side.label() + " pod can't start: " + gone.group();
    if (!gone.group("kind").startsWith("persistentvolumeclaim")) {
      return new Failure(
          Reason.VOLUME_NOT_MOUNTED,
          what + "; it was made for this run, and somebody has deleted it");
    }
    return new Failure(
        gone.group("how").equals("not found") ? Reason.CLAIM_MISSING : Reason.CLAIM_TERMINATING,
        what + "; it was there when the run began");
  }

  /**
   * Why a pod's containers did not run in time.
   *
   * @param pod empty: the pod has never been seen
   */
  static Failure ofTimeout(Side side, Optional<PodState> pod, long seconds) {
    String after = " after " + seconds + " s";
    if (pod.isEmpty()) {
      return new Failure(
          Reason.POD_NOT_STARTED, "the " + side.label() + " pod has not been seen" + after);
    }
    if (pod.get().unschedulable().isPresent()) {
      return new Failure(
          Reason.UNSCHEDULABLE,
          "no node takes the %s pod%s: %s%s"
              .formatted(
                  side.label(),
                  after,
                  pod.get().unschedulable().get(),
                  quoted(withoutScheduler(pod.get().warnings()))));
    }
    List<PodWarning> warnings = pod.get().warnings();
    Reason reason = reason(warnings);
    return new Failure(
        reason,
        "the %s pod is not running%s%s%s%s%s"
            .formatted(
                side.label(),
                after,
                waiting(pod.get()),
                pod.get().hint(),
                quoted(warnings),
                hint(reason)));
  }

  private static List<PodWarning> withoutScheduler(List<PodWarning> warnings) {
    return warnings.stream().filter(warning -> !warning.isOfScheduler()).toList();
  }

  /** The last that is known; but what is not attached can't be mounted either. */
  private static Reason reason(List<PodWarning> warnings) {
    List<Reason> known =
        warnings.stream()
            .map(StartDiagnosis::reason)
            .filter(each -> each != Reason.POD_NOT_STARTED)
            .toList();
    Reason last = known.isEmpty() ? Reason.POD_NOT_STARTED : known.get(known.size() - 1);
    return last == Reason.VOLUME_NOT_MOUNTED && known.contains(Reason.VOLUME_NOT_ATTACHED)
        ? Reason.VOLUME_NOT_ATTACHED
        : last;
  }

  private static Reason reason(PodWarning warning) {
    return switch (warning.reason()) {
      case "FailedMount", "FailedMapVolume" -> Reason.VOLUME_NOT_MOUNTED;
      case "FailedAttachVolume" -> Reason.VOLUME_NOT_ATTACHED;
      case "FailedCreatePodSandBox" -> Reason.SANDBOX_NOT_CREATED;
      default -> Reason.POD_NOT_STARTED;
    };
  }

  private static String waiting(PodState pod) {
    String waiting =
        pod.states().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof ContainerState.Waiting)
            .map(
                entry ->
                    entry.getKey() + " " + ((ContainerState.Waiting) entry.getValue()).reason())
            .sorted()
            .collect(Collectors.joining(", "));
    return waiting.isEmpty() ? "" : " (" + waiting + ")";
  }

  /** The newest are the ones that still hold. */
  private static String quoted(List<PodWarning> warnings) {
    return warnings.isEmpty()
        ? ""
        : "; Kubernetes says: "
            + warnings.stream()
                .skip(Math.max(0, warnings.size() - QUOTED_MAX))
                .map(PodWarning::toString)
                .collect(Collectors.joining(" | "));
  }

  private static String hint(Reason reason) {
    return switch (reason) {
      case VOLUME_NOT_ATTACHED ->
          "; a ReadWriteOnce volume goes to one node at a time: stop the pod that has it, or wait"
              + " until its node lets it go";
      case VOLUME_NOT_MOUNTED -> "; look at the volume's driver on that node";
      case SANDBOX_NOT_CREATED -> "; look at the network plugin of that node";
      default -> "";
    };
  }
}
