package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.progress.ProblemKind;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import java.util.List;
import java.util.Optional;

/**
 * What became of one volume in the last attempt.
 *
 * @param progress as far as rsync's log told; empty: rsync did not come to this volume, or its log
 *     could not be read
 */
public record VolumeReport(PlannedVolume volume, Optional<VolumeProgress> progress) {

  static List<VolumeReport> of(TransferResult result) {
    return result.transfer().volumes().stream()
        .map(volume -> new VolumeReport(volume, result.log().volume(volume.name())))
        .toList();
  }

  /** Bytes of the files that were sent; those that the destination had already don't count. */
  public long bytes() {
    return progress.map(VolumeProgress::bytesTransferred).orElse(0L);
  }

  /** Entries that were deleted at the destination. */
  public long deleted() {
    return progress.map(known -> known.deleted().orElse(0)).orElse(0L);
  }

  /** Files that went away at the source while they were to be copied. */
  public long vanished() {
    return progress.map(known -> known.problems().count(ProblemKind.VANISHED)).orElse(0L);
  }

  /** How the comparison with the source ended; empty: there was none, or it came to no end. */
  public Optional<Verification> verified() {
    return progress
        .flatMap(VolumeProgress::verification)
        .filter(found -> found.verdict().isPresent());
  }

  /** Regular files that were sent. */
  public long files() {
    return progress.map(known -> known.files().transferred()).orElse(0L);
  }
}
