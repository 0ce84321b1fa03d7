package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which field leads nowhere. A script only knows where its container has the volume, which is
 * nothing that a user has written. Pure.
 */
final class PathDiagnosis {
  private static final int NAMED_MAX = 3;

  private PathDiagnosis() {}

  /** The same failure; of a path, with the field and the claim. */
  static Failure named(Transfer transfer, RsyncLog log, Failure failure) {
    return switch (failure.reason()) {
      case SOURCE_MISSING ->
          new Failure(
              failure.reason(),
              listed(missing(transfer, log), volume -> volume.pair().from(), "fromPath", "source")
                  + ": there is no such directory, or a link leads out of the claim; correct it ("
                  + code(ExitCode.SOURCE_MISSING));
      case DESTINATION_UNUSABLE ->
          new Failure(
              failure.reason(),
              listed(transfer.volumes(), volume -> volume.pair().to(), "toPath", "destination")
                  + ": the directory can't be made; is the claim writable and not full, and is there"
                  + " no file, and no link out of the claim, in its way? ("
                  + code(ExitCode.DESTINATION_UNUSABLE));
      default -> failure;
    };
  }

  private static String code(ExitCode code) {
    return "code " + code.number() + ")";
  }

  /** Those that said so; where the log could not be read, all. */
  private static List<PlannedVolume> missing(Transfer transfer, RsyncLog log) {
    OptionalInt code = OptionalInt.of(ExitCode.SOURCE_MISSING.number());
    List<PlannedVolume> told =
        transfer.volumes().stream()
            .filter(
                planned ->
                    log.volume(planned.name())
                        .filter(volume -> volume.exitCode().equals(code))
                        .isPresent())
            .toList();
    return told.isEmpty() ? transfer.volumes() : told;
  }

  /** Those with a path, as the root of a claim is always there; else all. */
  private static String listed(
      List<PlannedVolume> volumes,
      Function<PlannedVolume, ClaimRef> end,
      String field,
      String side) {
    List<ClaimRef> all = volumes.stream().map(end).toList();
    List<ClaimRef> paths = all.stream().filter(claim -> !claim.path().isEmpty()).toList();
    List<ClaimRef> meant = paths.isEmpty() ? all : paths;
    return meant.stream()
            .limit(NAMED_MAX)
            .map(
                claim ->
                    "%sthe %s claim %s/%s"
                        .formatted(
                            claim.path().isEmpty()
                                ? ""
                                : "`" + field + ": " + claim.path() + "` of ",
                            side,
                            claim.namespace(),
                            claim.claim()))
            .collect(Collectors.joining(", or "))
        + (meant.size() > NAMED_MAX ? ", or of " + (meant.size() - NAMED_MAX) + " more" : "");
  }
}
