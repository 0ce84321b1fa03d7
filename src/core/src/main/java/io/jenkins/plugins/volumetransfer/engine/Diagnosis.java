package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From what was seen of an attempt's pods to why it failed. Pure. */
final class Diagnosis {
  static final String RSYNC = "rsync";
  static final String STUNNEL = "stunnel";
  private static final int QUOTED_MAX = 3;

  /** Exit code of a script that was told to end. */
  private static final int SIGTERM = 143;

  /** Kubernetes' reasons for the condition DisruptionTarget. */
  private static final Map<String, Reason> DISRUPTIONS =
      Map.of(
          "EvictionByEvictionAPI", Reason.EVICTED,
          "PreemptionByScheduler", Reason.EVICTED,
          "TerminationByKubelet", Reason.EVICTED,
          "DeletionByTaintManager", Reason.NODE_LOST,
          "DeletionByPodGC", Reason.NODE_LOST);

  private Diagnosis() {}

  /** What makes a pod useless by itself, whatever its containers' scripts say. */
  static Optional<Failure> ofPod(PodState pod) {
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
                    "Kubernetes has taken the "
                        + side.label()
                        + " pod away: "
                        + pod.reason()
                        + (pod.message().isEmpty() ? "" : ", " + pod.message())))
        .orElseGet(
            () ->
                new Failure(
                    Reason.POD_DELETED,
                    "the " + side.label() + " pod was deleted by somebody else"));
  }

  static Failure ofNamespace(Side side, String namespace) {
    return new Failure(
        Reason.NAMESPACE_TERMINATING,
        "the "
            + side.label()
            + " namespace "
            + namespace
            + " is being deleted, and the transfer's pod with it");
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
    return new Failure(
        reason,
        "the "
            + pod.side().label()
            + " pod failed: "
            + pod.reason()
            + (pod.message().isEmpty() ? "" : ", " + pod.message()));
  }

  /** The destination's objects are there, but do not tell where it is reached. */
  static Failure ofNoAddress(Endpoint endpoint) {
    return new Failure(
        Reason.ENDPOINT_NOT_READY,
        "the destination's objects tell no address (endpoint "
            + endpoint.text()
            + (endpoint instanceof Endpoint.NodePort
                ? "; the destination pod's status.hostIP is no IP address"
                : "")
            + "); give `destination.address`");
  }

  static Failure ofNoLoadBalancer(Duration waited) {
    return new Failure(
        Reason.ENDPOINT_NOT_READY,
        "no load balancer has given the destination's Service an address within "
            + waited.toSeconds()
            + " s; does the destination's cluster have one? If the source's pods reach its nodes,"
            + " write `endpoint: NODE_PORT`; else give `destination.address`, or raise"
            + " `podStartTimeoutSeconds`");
  }

  /** Where neither stunnel tells why. */
  static Failure ofNoTunnel(RsyncLog log) {
    return new Failure(
        Reason.TUNNEL_NOT_READY, described(ExitCode.TUNNEL_NOT_READY.number()) + quoted(log));
  }

  /** Codes after which the pod, the tunnel or the destination may have more to say. */
  static boolean mayHaveDeeperCause(int code) {
    return code == 10
        || code == 12
        || code == 30
        || code == 35
        || code == ExitCode.TUNNEL_DIED.number()
        || code > 128;
  }

  /** Whether what is seen beside rsync's end already explains it. */
  static boolean explained(PodState source, Optional<PodState> destination) {
    return ofPod(source).isPresent()
        // A signal to stunnel's container too may have a cause that the pod is yet to tell.
        || endOfTunnel(source)
            .filter(ended -> ended.exitCode() != 0 && ended.exitCode() < 128)
            .isPresent()
        || destination.filter(pod -> firstEnded(pod).isPresent()).isPresent();
  }

  private static Optional<Map.Entry<String, ContainerState>> firstEnded(PodState pod) {
    return pod.containers().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof ContainerState.Terminated)
        .min(Map.Entry.comparingByKey());
  }

  /** Files that vanished, where the spec accepts that: rsync has copied all others. */
  private static boolean accepted(Manifests manifests, int code) {
    return code == ExitCode.FILES_VANISHED.number()
        && manifests.spec().rsync().has(Flag.ACCEPT_VANISHED);
  }

  /**
   * Law S1 and S2: empty only if rsync's container ended with 0 and said 0 for each volume, and
   * that it is verified where that was asked for. Where vanished files are accepted, 24 stands for
   * 0.
   */
  static Optional<Failure> ofEnd(
      Manifests manifests, PodState source, Optional<PodState> destination, RsyncLog log) {
    ContainerState.Terminated ended = source.terminated(RSYNC).orElseThrow();
    if (ended.exitCode() == 0 || accepted(manifests, ended.exitCode())) {
      return ofIncomplete(manifests, ended);
    }
    Optional<ContainerState.Terminated> stunnel = endOfTunnel(source);
    if (ended.reason().equals("OOMKilled")) {
      return ofPod(source);
    }
    if (mayHaveDeeperCause(ended.exitCode())) {
      Optional<Failure> deeper =
          ofPod(source)
              .or(() -> destination.flatMap(Diagnosis::ofEndedDestination))
              .or(() -> stunnel.flatMap(tunnel -> ofEndedTunnel(tunnel, ended.exitCode())));
      if (deeper.isPresent()) {
        return deeper;
      }
    }
    return Optional.of(
        SpaceDiagnosis.of(manifests.transfer(), log, described(ended.exitCode()) + quoted(log))
            .or(
                () ->
                    RsyncAdvice.ofReadOnly(
                        manifests.spec(), log, described(ended.exitCode()) + quoted(log)))
            .or(
                () ->
                    DeletionDiagnosis.of(
                        manifests.spec().rsync(),
                        ended.exitCode(),
                        log,
                        described(ended.exitCode())))
            .orElseGet(() -> ofCode(ended, stunnel, log, RsyncAdvice.of(manifests.spec(), log))));
  }

  /**
   * How stunnel's container ended. A sidecar may have been started again since, and is told to end
   * once rsync's container has ended: an end of that kind, or with 0, is no cause of anything.
   */
  private static Optional<ContainerState.Terminated> endOfTunnel(PodState source) {
    return source
        .terminated(STUNNEL)
        .or(
            () ->
                Optional.ofNullable(source.sidecars().get(STUNNEL)).stream()
                    .flatMap(sidecar -> sidecar.ends().stream())
                    .filter(end -> end.exitCode() != 0 && end.exitCode() != SIGTERM)
                    .findFirst());
  }

  /**
   * A sidecar that ends at once may keep rsync's container from being started for ever, so what it
   * says then counts.
   */
  static Optional<Failure> ofSidecarBeforeRsync(PodState source) {
    return source.sidecars().containsKey(STUNNEL)
        ? endOfTunnel(source).flatMap(end -> ofEndedTunnel(end, 0))
        : Optional.empty();
  }

  /** The destination pod lost a container while it was needed. */
  static Optional<Failure> ofEndedDestination(PodState destination) {
    return ofPod(destination)
        .or(
            () ->
                firstEnded(destination)
                    .map(
                        entry -> {
                          int code = ((ContainerState.Terminated) entry.getValue()).exitCode();
                          return new Failure(
                              ofEndedDestination(code),
                              "container "
                                  + entry.getKey()
                                  + " of the destination pod ended with "
                                  + described(code)
                                  + " while it was needed");
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

  /** stunnel's container in the source pod ended for a reason of its own. */
  static Optional<Failure> ofEndedTunnel(ContainerState.Terminated stunnel, int rsyncCode) {
    Optional<ExitCode> code = ExitCode.of(stunnel.exitCode());
    if (code.filter(ExitCode.STUNNEL_NOT_STARTED::equals).isPresent()) {
      return Optional.of(
          new Failure(
              Reason.TUNNEL_NOT_STARTED,
              "stunnel could not start in the source pod: " + described(stunnel.exitCode())));
    }
    if (code.filter(ExitCode.IMAGE_UNSUITABLE::equals).isPresent()) {
      return Optional.of(
          new Failure(
              Reason.IMAGE_UNSUITABLE,
              "stunnel's container in the source pod refused its image, its log says what is"
                  + " missing: "
                  + described(stunnel.exitCode())));
    }
    if (code.filter(Set.of(ExitCode.IPC_UNUSABLE, ExitCode.BAD_INPUT)::contains).isPresent()) {
      return Optional.of(
          new Failure(
              Reason.SCRIPT_FAILED,
              "stunnel's container in the source pod refused to work: "
                  + described(stunnel.exitCode())));
    }
    // Whatever stopped rsync by a signal that its script caught has stopped stunnel as well.
    if (rsyncCode > 128 && rsyncCode != 137) {
      return Optional.empty();
    }
    boolean endedFirst =
        code.filter(ExitCode.STUNNEL_DIED::equals).isPresent()
            || stunnel.exitCode() >= 128
            || rsyncCode == ExitCode.TUNNEL_DIED.number();
    return endedFirst && stunnel.exitCode() != 0
        ? Optional.of(
            new Failure(
                Reason.TUNNEL_DIED,
                "stunnel in the source pod ended during the transfer: "
                    + described(stunnel.exitCode())))
        : Optional.empty();
  }

  private static Failure ofCode(
      ContainerState.Terminated ended,
      Optional<ContainerState.Terminated> stunnel,
      RsyncLog log,
      String advice) {
    int code = ended.exitCode();
    Optional<ExitCode> known = ExitCode.of(code);
    String said = quoted(log);
    if (code == 137) {
      boolean whole =
          stunnel.filter(s -> s.exitCode() == ExitCode.RSYNC_VANISHED.number()).isPresent();
      return new Failure(
          Reason.RSYNC_KILLED,
          (whole ? "the rsync container" : "rsync") + " was killed (SIGKILL)" + said);
    }
    if (code > 128) {
      return new Failure(
          Reason.RSYNC_STOPPED, "the rsync container was stopped: " + described(code) + said);
    }
    if (known.isEmpty() || known.get().origin() == ExitCode.Origin.RSYNC) {
      Reason reason =
          switch (code) {
            case 24 -> Reason.SOURCE_CHANGED;
            // rsync's own watch has the same bound as the engine's; either may be first.
            case 30 -> Reason.NO_PROGRESS;
            default -> mayHaveDeeperCause(code) ? Reason.CONNECTION_LOST : Reason.RSYNC_FAILED;
          };
      return new Failure(
          reason,
          "rsync failed with " + described(code) + said + advice,
          known.map(ExitCode::retry).orElse(Retry.NEVER));
    }
    Reason reason =
        switch (known.get()) {
          case TUNNEL_NOT_READY -> Reason.TUNNEL_NOT_READY;
          case TUNNEL_DIED, STUNNEL_DIED -> Reason.TUNNEL_DIED;
          case STUNNEL_NOT_STARTED -> Reason.TUNNEL_NOT_STARTED;
          case SOURCE_MISSING -> Reason.SOURCE_MISSING;
          case DESTINATION_UNUSABLE -> Reason.DESTINATION_UNUSABLE;
          case DESTINATION_UNWRITABLE -> Reason.DESTINATION_UNWRITABLE;
          case DESTINATION_TOO_SMALL -> Reason.DESTINATION_TOO_SMALL;
          case IMAGE_UNSUITABLE -> Reason.IMAGE_UNSUITABLE;
          case DIFFERENT -> Reason.DIFFERENT;
          case NOT_VERIFIED -> Reason.NOT_VERIFIED;
          case LINKS_NOT_RESTORED -> Reason.LINKS_NOT_RESTORED;
          default -> Reason.SCRIPT_FAILED;
        };
    if (known.get() == ExitCode.DIFFERENT) {
      return new Failure(reason, differences(log));
    }
    boolean saidBest =
        known.get() == ExitCode.DESTINATION_TOO_SMALL || known.get() == ExitCode.IMAGE_UNSUITABLE;
    if (saidBest && !log.messages().isEmpty()) {
      return new Failure(reason, log.messages().get(log.messages().size() - 1));
    }
    return new Failure(reason, described(code) + said, known.get().retry());
  }

  private static Optional<Failure> ofIncomplete(
      Manifests manifests, ContainerState.Terminated ended) {
    Map<String, String> results =
        ended
            .message()
            .lines()
            .map(line -> line.strip().split(" ", 2))
            .filter(words -> words.length == 2)
            .collect(Collectors.toMap(words -> words[0], words -> words[1], (a, b) -> b));
    List<String> missing = new ArrayList<>();
    String verified = manifests.spec().verify() ? " verified" : "";
    Set<String> good =
        Stream.of(ExitCode.SUCCESS.number(), ExitCode.FILES_VANISHED.number())
            .filter(code -> code == 0 || accepted(manifests, code))
            .map(code -> code + verified)
            .collect(Collectors.toSet());
    for (PlannedVolume volume : manifests.transfer().volumes()) {
      if (!good.contains(results.getOrDefault(volume.name(), ""))) {
        missing.add(volume.name());
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                Reason.RESULT_INCOMPLETE,
                "rsync's container ended with "
                    + ended.exitCode()
                    + ", but did not report "
                    + (manifests.spec().verify() ? "success and verification for " : "success for ")
                    + String.join(", ", missing)));
  }

  private static String described(int code) {
    return "code "
        + code
        + ExitCode.of(code)
            .map(known -> " (" + known.meaning().replaceFirst("\\.$", "") + ")")
            .orElse("");
  }

  /** Where the log could not be read, only that there are some. */
  private static String differences(RsyncLog log) {
    String all =
        log.volumes().stream()
            .flatMap(
                volume ->
                    volume.verification().filter(found -> found.differences() > 0).stream()
                        .map(found -> volume.volume() + ": " + found.summary()))
            .collect(Collectors.joining(" || "));
    return "source and destination differ after the copy"
        + (all.isEmpty() ? "" : ": " + all)
        + "; if nobody writes to either, run it again with `checksum: true`";
  }

  /** What rsync complained about; if nothing, what the script said last. */
  private static String quoted(RsyncLog log) {
    List<String> said =
        log.volumes().stream()
            .flatMap(volume -> volume.problems().first().stream())
            .limit(QUOTED_MAX)
            .collect(Collectors.toCollection(ArrayList::new));
    if (said.isEmpty() && !log.messages().isEmpty()) {
      said.add(log.messages().get(log.messages().size() - 1));
    }
    return said.isEmpty() ? "" : "; it said: " + String.join(" | ", said);
  }
}
