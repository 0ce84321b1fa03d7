package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
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

  private Diagnosis() {}

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
  static boolean explained(AttemptState attempt) {
    PodState source = attempt.pods().get(Side.SOURCE);
    return PodDiagnosis.of(source).isPresent()
        // A signal to stunnel's container too may have a cause that the pod is yet to tell.
        || StunnelDiagnosis.end(source)
            .filter(ended -> ended.exitCode() != 0 && ended.exitCode() < 128)
            .isPresent()
        || attempt.pod(Side.DESTINATION).flatMap(PodState::firstEnded).isPresent();
  }

  /** A container ended that rsync needs, and rsync's did not. */
  static Failure ofPeer(AttemptState attempt) {
    return attempt
        .pod(Side.DESTINATION)
        .flatMap(PodDiagnosis::ofEndedDestination)
        .or(
            () ->
                attempt
                    .pod(Side.SOURCE)
                    .flatMap(source -> source.terminated(STUNNEL))
                    .flatMap(tunnel -> StunnelDiagnosis.of(tunnel, 0)))
        .orElseGet(
            () ->
                new Failure(
                    Reason.TUNNEL_DIED,
                    "stunnel's container in the source pod ended, rsync's did not"));
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
  static Optional<Failure> ofEnd(Manifests manifests, AttemptState attempt) {
    PodState source = attempt.pods().get(Side.SOURCE);
    ContainerState.Terminated ended = source.terminated(RSYNC).orElseThrow();
    if (ended.exitCode() == 0 || accepted(manifests, ended.exitCode())) {
      return ofIncomplete(manifests, ended);
    }
    Optional<ContainerState.Terminated> stunnel = StunnelDiagnosis.end(source);
    if (ended.reason().equals("OOMKilled")) {
      return PodDiagnosis.of(source);
    }
    if (mayHaveDeeperCause(ended.exitCode())) {
      Optional<Failure> deeper =
          PodDiagnosis.of(source)
              .or(() -> attempt.pod(Side.DESTINATION).flatMap(PodDiagnosis::ofEndedDestination))
              .or(() -> stunnel.flatMap(tunnel -> StunnelDiagnosis.of(tunnel, ended.exitCode())));
      if (deeper.isPresent()) {
        return deeper;
      }
    }
    return Optional.of(RsyncDiagnosis.of(manifests, ended.exitCode(), stunnel, attempt.log()));
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
                "rsync's container ended with %s, but did not report success%s for %s"
                    .formatted(
                        ended.exitCode(),
                        manifests.spec().verify() ? " and verification" : "",
                        String.join(", ", missing))));
  }
}
