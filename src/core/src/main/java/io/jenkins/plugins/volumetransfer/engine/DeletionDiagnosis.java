package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why nothing, or not all, was deleted at the destination. Pure. */
final class DeletionDiagnosis {
  /** rsync's own count of what it has passed over, which may be less than what is in there. */
  private static final Pattern SKIPPED = Pattern.compile(" limit \\((\\d{1,10}) skipped\\)$");

  private DeletionDiagnosis() {}

  /**
   * Empty: the code has nothing to do with deletions.
   *
   * @param described the code in words, for a log that could not be read
   */
  static Optional<Failure> of(RsyncOptions options, int code, RsyncLog log, String described) {
    return switch (ExitCode.of(code).orElse(ExitCode.SUCCESS)) {
      case SOURCE_EMPTY ->
          Optional.of(
              new Failure(
                  Reason.SOURCE_EMPTY,
                  log.messages().isEmpty()
                      ? described
                      : log.messages().get(log.messages().size() - 1)));
      case DELETE_LIMIT -> Optional.of(ofLimit(options, log, described));
      default -> Optional.empty();
    };
  }

  private static Failure ofLimit(RsyncOptions options, RsyncLog log, String described) {
    String limit =
        options.maxDelete().isPresent()
            ? "`maxDelete: " + options.maxDelete().getAsLong() + "`"
            : "the limit of deletions";
    Optional<VolumeProgress> volume =
        log.volumes().stream()
            .filter(each -> each.exitCode().orElse(0) == ExitCode.DELETE_LIMIT.number())
            .findFirst();
    return new Failure(
        Reason.DELETE_LIMIT,
        limit
            + volume.map(DeletionDiagnosis::counted).orElse(" was reached (" + described + ")")
            + "; all else is copied. Raise it, or look for what is missing at the source");
  }

  private static String counted(VolumeProgress volume) {
    Optional<String> skipped =
        Stream.concat(volume.problems().first().stream(), volume.problems().verdict().stream())
            .map(SKIPPED::matcher)
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1))
            .findFirst();
    return " was reached at the destination of volume %s: %s entries were deleted, %s were not"
        .formatted(
            volume.volume(),
            volume.deleted().orElse(0),
            skipped.map(number -> "at least " + number + " others").orElse("others"));
  }
}
