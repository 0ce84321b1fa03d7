package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.script.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the code says that rsync's container ended with, and what was said before. Pure. */
final class RsyncDiagnosis {
  private static final int QUOTED_MAX = 3;

  private RsyncDiagnosis() {}

  /** Where neither stunnel tells why. */
  static Failure ofNoTunnel(RsyncLog log) {
    return new Failure(
        Reason.TUNNEL_NOT_READY, described(ExitCode.TUNNEL_NOT_READY.number()) + quoted(log));
  }

  /**
   * What rsync or its script failed with, where nothing beside them explains it.
   *
   * @param stunnel how its container ended, if it has
   */
  static Failure of(
      Manifests manifests, int code, Optional<ContainerState.Terminated> stunnel, RsyncLog log) {
    String ended = described(code) + quoted(log);
    return SpaceDiagnosis.of(manifests.transfer(), manifests.spec().rsync(), log, ended)
        .or(() -> RsyncAdvice.ofReadOnly(manifests.spec(), log, ended))
        .or(() -> DeletionDiagnosis.of(manifests.spec().rsync(), code, log, described(code)))
        .orElseGet(() -> ofCode(code, stunnel, log, RsyncAdvice.of(manifests.spec(), log)));
  }

  private static Failure ofCode(
      int code, Optional<ContainerState.Terminated> stunnel, RsyncLog log, String advice) {
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
            default ->
                Diagnosis.mayHaveDeeperCause(code) ? Reason.CONNECTION_LOST : Reason.RSYNC_FAILED;
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

  static String described(int code) {
    return ExitCode.of(code)
        .map(known -> "code %s (%s)".formatted(code, known.meaning().replaceFirst("\\.$", "")))
        .orElse("code " + code);
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
