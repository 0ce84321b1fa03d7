package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.ProblemKind;
import io.jenkins.plugins.volumetransfer.progress.Room;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which volume is full. rsync has no code for it: it ends with 11, 12 or 23, by who noticed first;
 * only its complaint tells. Pure.
 */
final class SpaceDiagnosis {
  private SpaceDiagnosis() {}

  /** Empty: rsync did not complain of that. */
  static Optional<Failure> of(Transfer transfer, RsyncOptions options, RsyncLog log, String ended) {
    return log.volumes().stream()
        .filter(volume -> volume.problems().count(ProblemKind.NO_SPACE) > 0)
        .findFirst()
        .map(volume -> full(transfer, volume, advice(options, log, volume), ended));
  }

  /** What may help beside a larger claim. */
  private static String advice(RsyncOptions options, RsyncLog log, VolumeProgress volume) {
    // What the script says of a volume that has filled its destination.
    boolean holes =
        log.messages().stream()
            .anyMatch(
                text -> text.startsWith("volume " + volume.volume() + " has files with holes"));
    boolean late =
        options.deletes()
            && !options.further().contains("--delete-before")
            && volume.room().filter(SpaceDiagnosis::wasUsed).isPresent();
    return (holes ? "the source has files with holes: set `sparse: true`, " : "")
        + (late
            ? "if what the copy deletes is to make room, set `rsyncOptions: [--delete-before]`, "
            : "");
  }

  /** A new file system needs a little for itself. */
  private static boolean wasUsed(Room room) {
    return room.freeBytes() < room.bytes() / 10 * 9 || room.freeInodes() < room.inodes() / 10 * 9;
  }

  private static Failure full(
      Transfer transfer, VolumeProgress volume, String advice, String ended) {
    String claim =
        transfer.volumes().stream()
            .filter(planned -> planned.name().equals(volume.volume()))
            .map(PlannedVolume::pair)
            .map(pair -> pair.to().namespace() + "/" + pair.to().claim())
            .findFirst()
            .orElse(volume.volume());
    OptionalLong total = volume.estimatedTotalBytes();
    return new Failure(
        Reason.NO_SPACE,
        ("no space left on the destination claim %s: %s%s were sent; %smake the claim larger, or leave"
                + " something out by `excludes` (%s)")
            .formatted(
                claim,
                ByteSize.text(volume.bytesTransferred()),
                total.isPresent() ? " of about " + ByteSize.text(total.getAsLong()) : "",
                advice,
                ended));
  }
}
