package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How far a transfer's latest attempt is, all of its volumes together.
 *
 * @param bytes of the files that were sent
 * @param files regular files that were sent
 * @param percent the mean of its volumes, 0 to 100; may fall while rsync still finds files
 * @param total empty while a volume has not begun or is too young to tell
 * @param verifying how far the comparison of the volume under way is; empty: none is under way
 */
public record CopyProgress(
    long bytes,
    long files,
    int percent,
    Optional<CopyTotal> total,
    Optional<Verification> verifying) {
  public static final CopyProgress NONE =
      new CopyProgress(0, 0, 0, Optional.empty(), Optional.empty());

  public static CopyProgress of(Transfer transfer, RsyncLog log) {
    return of(transfer.volumes().stream().map(PlannedVolume::name).toList(), log);
  }

  /**
   * @param volumes the names of all that the transfer has; at least one
   */
  public static CopyProgress of(Collection<String> volumes, RsyncLog log) {
    long bytes = 0;
    long files = 0;
    int percents = 0;
    Optional<CopyTotal> total = Optional.of(CopyTotal.NOTHING);
    for (String name : volumes) {
      Optional<VolumeProgress> found = log.volume(name);
      Optional<CopyTotal> ofVolume = found.flatMap(CopyProgress::total);
      total = total.flatMap(sum -> ofVolume.map(sum::plus));
      if (found.isPresent()) {
        bytes += found.get().bytesTransferred();
        files += found.get().files().transferred();
        percents += found.get().percent();
      }
    }
    return new CopyProgress(
        bytes,
        files,
        percents / volumes.size(),
        total,
        log.current().filter(VolumeProgress::verifying).flatMap(VolumeProgress::verification));
  }

  /** Of one volume; empty: it is too young to tell. */
  public static Optional<CopyTotal> total(VolumeProgress volume) {
    long sent = volume.bytesTransferred();
    CopyTotal.Certainty certainty =
        volume.totalBytes().isPresent() ? CopyTotal.Certainty.EXACT : CopyTotal.Certainty.ABOUT;
    OptionalLong known = volume.estimatedTotalBytes();
    if (volume.exitCode().equals(OptionalInt.of(0))) {
      // What was not sent was there already.
      return Optional.of(
          known.isPresent()
              ? new CopyTotal(Math.max(known.getAsLong(), sent), 0, certainty)
              : new CopyTotal(sent, 0, CopyTotal.Certainty.EXACT));
    }
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CopyTotal(
                Math.max(known.getAsLong(), sent),
                Math.max(0, known.getAsLong() - sent),
                certainty));
  }
}
