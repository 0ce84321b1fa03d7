package io.jenkins.plugins.volumetransfer.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The few lines of a log that tell the same: of each volume how much was sent, what was complained
 * about first, how the comparison ended, and the exit code. Small, so that it can be kept.
 */
public final class LogDigest {
  private static final int PROBLEMS_MAX = 5;
  private static final int PROBLEM_CHARACTERS_MAX = 300;

  private LogDigest() {}

  /** Lines that {@link RsyncLog#with} takes. */
  public static List<String> lines(RsyncLog log) {
    List<String> lines = new ArrayList<>();
    for (VolumeProgress volume : log.volumes()) {
      String name = Marker.VOLUME + volume.volume();
      lines.add(name + Marker.BEGINS);
      lines.add(progress(volume));
      volume.deleted().ifPresent(entries -> lines.add(deleted(entries)));
      volume.problems().first().stream()
          .limit(PROBLEMS_MAX)
          .map(LogDigest::cut)
          .forEach(lines::add);
      volume.problems().verdict().map(LogDigest::cut).ifPresent(lines::add);
      volume.verification().ifPresent(found -> verification(name, found, lines));
      volume.exitCode().ifPresent(code -> lines.add(name + Marker.ENDED + code));
    }
    return lines;
  }

  /** Of a volume of which only this is known. */
  public static List<String> lines(String volume, long bytes, long files, long deleted) {
    return List.of(
        Marker.VOLUME + volume + Marker.BEGINS,
        String.format(
            Locale.ROOT, "  %d 100%% 0.00kB/s 0:00:00 (xfr#%d, to-chk=0/%d)", bytes, files, files),
        deleted(deleted));
  }

  private static String deleted(long entries) {
    return "Number of deleted files: " + entries;
  }

  /** The log that those lines were taken from, as far as they tell. */
  public static RsyncLog read(List<String> lines) {
    RsyncLog log = RsyncLog.empty();
    for (String line : lines) {
      log = log.with(line);
    }
    return log;
  }

  private static String progress(VolumeProgress volume) {
    FileCount files = volume.files();
    return String.format(
        Locale.ROOT,
        "  %d %d%% 0.00kB/s 0:00:00 (xfr#%d, %s=%d/%d)",
        volume.bytesTransferred(),
        volume.percent(),
        files.transferred(),
        files.list() == FileList.COMPLETE ? "to-chk" : "ir-chk",
        files.found() - files.checked(),
        files.found());
  }

  private static void verification(String name, Verification found, List<String> lines) {
    lines.add(
        name
            + " verifying: %s bytes read at the source, %s at the destination"
                .formatted(found.sourceBytes(), found.destinationBytes()));
    found.first().stream()
        .limit(PROBLEMS_MAX)
        .forEach(path -> lines.add(cut(name + Marker.DIFFERS + path)));
    found
        .verdict()
        .ifPresent(
            v ->
                lines.add(
                    name
                        + String.format(
                            Locale.ROOT,
                            " verified: %d entries, %d bytes, %d s; %d changed, %d missing,"
                                + " %d additional, %d left alone; not compared: %s",
                            v.entries(),
                            v.bytes(),
                            v.seconds(),
                            v.changed(),
                            v.missing(),
                            v.additional(),
                            v.leftAlone(),
                            v.notCompared())));
  }

  private static String cut(String text) {
    return Excerpt.of(text, PROBLEM_CHARACTERS_MAX);
  }
}
