package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import java.util.Comparator;

/**
 * How far a log shows a copy to be. Of two logs of one attempt the longer one is never less.
 *
 * @param volumes how many have begun
 * @param bytes transferred
 * @param files looked at
 */
record Advance(int volumes, long bytes, long files) implements Comparable<Advance> {
  private static final Comparator<Advance> ORDER =
      Comparator.comparingInt(Advance::volumes)
          .thenComparingLong(Advance::bytes)
          .thenComparingLong(Advance::files);

  static Advance of(RsyncLog log) {
    return new Advance(
        log.volumes().size(),
        log.volumes().stream().mapToLong(VolumeProgress::bytesTransferred).sum(),
        log.volumes().stream().mapToLong(volume -> volume.files().checked()).sum());
  }

  @Override
  public int compareTo(Advance other) {
    return ORDER.compare(this, other);
  }
}
