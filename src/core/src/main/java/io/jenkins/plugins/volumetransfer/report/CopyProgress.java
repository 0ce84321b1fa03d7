package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How far a transfer's latest attempt is, all of its volumes together.
 *
 * @param bytes of the files that were sent
 * @param files regular files that were sent
 * @param percent the mean of its volumes, 0 to 100; may fall while rsync still finds files
 * @param totalBytes what {@code bytes} will come to, estimated; empty while a volume has not begun
 *     or is too young to tell
 * @param verifying how far the comparison of the volume under way is; empty: none is under way
 */
public record CopyProgress(
    long bytes,
    long files,
    int percent,
    OptionalLong totalBytes,
    Optional<Verification> verifying) {
  public static final CopyProgress NONE =
      new CopyProgress(0, 0, 0, OptionalLong.empty(), Optional.empty());

  public static CopyProgress of(Transfer transfer, RsyncLog log) {
    long bytes = 0;
    long files = 0;
    int percents = 0;
    OptionalLong total = OptionalLong.of(0);
    for (PlannedVolume planned : transfer.volumes()) {
      Optional<VolumeProgress> found = log.volume(planned.name());
      OptionalLong volumeTotal = found.map(CopyProgress::toSend).orElseGet(OptionalLong::empty);
      if (total.isPresent()) {
        total =
            volumeTotal.isPresent()
                ? OptionalLong.of(total.getAsLong() + volumeTotal.getAsLong())
                : OptionalLong.empty();
      }
      if (found.isPresent()) {
        bytes += found.get().bytesTransferred();
        files += found.get().files().transferred();
        percents += found.get().percent();
      }
    }
    return new CopyProgress(
        bytes,
        files,
        percents / transfer.volumes().size(),
        total,
        log.current().filter(VolumeProgress::verifying).flatMap(VolumeProgress::verification));
  }

  /** Once a volume is copied, what was sent is all there was to send. */
  private static OptionalLong toSend(VolumeProgress volume) {
    return volume.exitCode().equals(OptionalInt.of(0))
        ? OptionalLong.of(volume.bytesTransferred())
        : volume.estimatedTotalBytes();
  }
}
