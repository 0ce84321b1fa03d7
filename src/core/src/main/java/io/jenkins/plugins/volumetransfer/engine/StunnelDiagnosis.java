package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.util.Optional;

/** What the end of stunnel's container in the source pod says. Pure. */
final class StunnelDiagnosis {
  /** Exit code of a script that was told to end. */
  private static final int SIGTERM = 143;

  private StunnelDiagnosis() {}

  /**
   * How it ended. A sidecar may have been started again since, and is told to end once rsync's
   * container has ended: an end of that kind, or with 0, is no cause of anything.
   */
  static Optional<ContainerState.Terminated> end(PodState source) {
    return source
        .terminated(Diagnosis.STUNNEL)
        .or(
            () ->
                Optional.ofNullable(source.sidecars().get(Diagnosis.STUNNEL)).stream()
                    .flatMap(sidecar -> sidecar.ends().stream())
                    .filter(end -> end.exitCode() != 0 && end.exitCode() != SIGTERM)
                    .findFirst());
  }

  /**
   * A sidecar that ends at once may keep rsync's container from being started for ever, so what it
   * says then counts.
   */
  static Optional<Failure> ofSidecarBeforeRsync(PodState source) {
    return source.sidecars().containsKey(Diagnosis.STUNNEL)
        ? end(source).flatMap(end -> of(end, 0))
        : Optional.empty();
  }

  /**
   * It ended for a reason of its own.
   *
   * @param rsyncCode what rsync's container ended with; 0 where it has not
   */
  static Optional<Failure> of(ContainerState.Terminated stunnel, int rsyncCode) {
    String ended = RsyncDiagnosis.described(stunnel.exitCode());
    ExitCode code = ExitCode.of(stunnel.exitCode()).orElse(ExitCode.SUCCESS);
    switch (code) {
      case STUNNEL_NOT_STARTED:
        return failure(
            Reason.TUNNEL_NOT_STARTED, "stunnel could not start in the source pod: " + ended);
      case IMAGE_UNSUITABLE:
        return failure(
            Reason.IMAGE_UNSUITABLE,
            "stunnel's container in the source pod refused its image, its log says what is"
                + " missing: "
                + ended);
      case IPC_UNUSABLE, BAD_INPUT:
        return failure(
            Reason.SCRIPT_FAILED,
            "stunnel's container in the source pod refused to work: " + ended);
      default:
        break;
    }
    // Whatever stopped rsync by a signal that its script caught has stopped stunnel as well.
    if (rsyncCode > 128 && rsyncCode != 137) {
      return Optional.empty();
    }
    boolean endedFirst =
        code == ExitCode.STUNNEL_DIED
            || stunnel.exitCode() >= 128
            || rsyncCode == ExitCode.TUNNEL_DIED.number();
    return endedFirst && stunnel.exitCode() != 0
        ? failure(
            Reason.TUNNEL_DIED, "stunnel in the source pod ended during the transfer: " + ended)
        : Optional.empty();
  }

  private static Optional<Failure> failure(Reason reason, String message) {
    return Optional.of(new Failure(reason, message));
  }
}
