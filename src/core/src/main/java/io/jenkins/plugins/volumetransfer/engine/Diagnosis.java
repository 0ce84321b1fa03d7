package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.script.Retry;
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

  private Diagnosis() {}

  /** What makes a pod useless by itself, whatever its containers' scripts say. */
  static Optional<Failure> ofPod(PodState pod) {
    // A lost node's pod is deleted by Kubernetes: its own reason says more than its deletion.
    boolean failed = pod.phase().equals("Failed") || pod.reason().equals("NodeLost");
    if (failed && !pod.reason().isEmpty()) {
      return Optional.of(ofFailedPod(pod));
    }
    if (pod.deleting()) {
      return Optional.of(ofDeleted(pod.side()));
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

  /** Only asked while the engine itself has not deleted the pod. */
  static Failure ofDeleted(Side side) {
    return new Failure(
        Reason.POD_DELETED, "the " + side.label() + " pod was deleted by somebody else");
  }

  private static Failure ofFailedPod(PodState pod) {
    Reason reason =
        switch (pod.reason()) {
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

  /** Law S1 and S2: empty only if rsync's container ended with 0 and said 0 for each volume. */
  static Optional<Failure> ofEnd(
      Transfer transfer, PodState source, Optional<PodState> destination, RsyncLog log) {
    ContainerState.Terminated ended = source.terminated(RSYNC).orElseThrow();
    if (ended.exitCode() == 0) {
      return ofIncomplete(transfer, ended);
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
        SpaceDiagnosis.of(transfer, log, described(ended.exitCode()) + quoted(log))
            .orElseGet(() -> ofCode(ended, stunnel, log)));
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
      ContainerState.Terminated ended, Optional<ContainerState.Terminated> stunnel, RsyncLog log) {
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
          mayHaveDeeperCause(code)
              ? Reason.CONNECTION_LOST
              : code == 24 ? Reason.SOURCE_CHANGED : Reason.RSYNC_FAILED;
      return new Failure(
          reason,
          "rsync failed with " + described(code) + said,
          known.map(ExitCode::retry).orElse(Retry.NEVER));
    }
    Reason reason =
        switch (known.get()) {
          case TUNNEL_NOT_READY -> Reason.TUNNEL_NOT_READY;
          case TUNNEL_DIED, STUNNEL_DIED -> Reason.TUNNEL_DIED;
          case STUNNEL_NOT_STARTED -> Reason.TUNNEL_NOT_STARTED;
          case SOURCE_MISSING -> Reason.SOURCE_MISSING;
          case DESTINATION_UNUSABLE -> Reason.DESTINATION_UNUSABLE;
          case LINKS_NOT_RESTORED -> Reason.LINKS_NOT_RESTORED;
          default -> Reason.SCRIPT_FAILED;
        };
    return new Failure(reason, described(code) + said, known.get().retry());
  }

  private static Optional<Failure> ofIncomplete(
      Transfer transfer, ContainerState.Terminated ended) {
    Map<String, String> results =
        ended
            .message()
            .lines()
            .map(line -> line.strip().split(" ", 2))
            .filter(words -> words.length == 2)
            .collect(Collectors.toMap(words -> words[0], words -> words[1], (a, b) -> b));
    List<String> missing = new ArrayList<>();
    for (PlannedVolume volume : transfer.volumes()) {
      if (!"0".equals(results.get(volume.name()))) {
        missing.add(volume.name());
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                Reason.RESULT_INCOMPLETE,
                "rsync's container ended with 0, but did not report success for "
                    + String.join(", ", missing)));
  }

  private static String described(int code) {
    return "code "
        + code
        + ExitCode.of(code)
            .map(known -> " (" + known.meaning().replaceFirst("\\.$", "") + ")")
            .orElse("");
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
