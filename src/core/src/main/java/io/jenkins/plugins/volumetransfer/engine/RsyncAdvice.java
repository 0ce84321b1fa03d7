package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.progress.ProblemKind;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What rsync's complaints say about what to change. Pure. */
final class RsyncAdvice {
  /**
   * Where storage shows its snapshots, read-only: NetApp, ZFS, Isilon and others. A snapshot is
   * nothing to copy.
   */
  private static final Set<String> SNAPSHOTS =
      Set.of(".snapshot", ".snapshots", ".zfs", ".ckpt", "~snapshot", ".snap");

  /** What rsync calls a path, with its claim's top as {@code /} or as it is mounted. */
  private static final Pattern PATH =
      Pattern.compile("\"(?:/volume-transfer/volumes/[^/\"]+)?/?(?<top>[^/\"]+)(?:/[^\"]*)?\"");

  /** An NFS server that takes root for nobody refuses it so. */
  private static final Pattern CHOWN =
      Pattern.compile("^rsync: (?:\\[\\w+\\] )?chown \".* failed: .* \\((?:1|22)\\)$");

  private RsyncAdvice() {}

  /** To stand behind a message; empty: there is none. */
  static String of(TransferSpec spec, RsyncLog log) {
    List<String> complaints =
        log.volumes().stream().flatMap(volume -> volume.problems().first().stream()).toList();
    Optional<String> snapshots =
        complaints.stream()
            .flatMap(line -> top(line).stream())
            .filter(SNAPSHOTS::contains)
            .findFirst();
    if (snapshots.isPresent()) {
      return "; the storage shows its snapshots in %1$s, which nobody can write: leave it out by `excludes: [/%1$s]`"
          .formatted(snapshots.get());
    }
    if (spec.pods().runAs() == RunAs.ROOT
        && complaints.stream().anyMatch(line -> CHOWN.matcher(line).matches())) {
      return "; the destination's storage lets root give no file to another user: set `nonRoot: true`,"
          + " or export it with `no_root_squash`";
    }
    return "";
  }

  /** A volume whose destination is mounted read-only, in whole or in part. */
  static Optional<Failure> ofReadOnly(TransferSpec spec, RsyncLog log, String ended) {
    Optional<VolumeProgress> volume =
        log.volumes().stream()
            .filter(each -> each.problems().count(ProblemKind.READ_ONLY) > 0)
            .findFirst();
    if (volume.isEmpty()) {
      return Optional.empty();
    }
    String advice = of(spec, log);
    return Optional.of(
        new Failure(
            Reason.DESTINATION_READ_ONLY,
            "the destination of volume "
                + volume.get().volume()
                + " is read-only"
                + (advice.isEmpty()
                    ? "; look at its PersistentVolume and its file system, or, if it is a directory"
                        + " of it only, leave that out by `excludes`"
                    : advice)
                + " ("
                + ended
                + ")"));
  }

  private static Optional<String> top(String complaint) {
    Matcher path = PATH.matcher(complaint);
    return path.find() ? Optional.of(path.group("top")) : Optional.empty();
  }
}
