package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What rsync prints with {@code --info=progress2,stats2}, as if it copied a volume of 1,000 files.
 *
 * @param bytes of all files
 * @param duration of the copy as a whole
 */
record RsyncOutput(long bytes, Duration duration) {

  private static final int FILES = 1_000;
  private static final int DIRECTORIES = 1;

  List<String> beginning() {
    return List.of("sending incremental file list", "");
  }

  /**
   * An update.
   *
   * @param percent of the volume, 0 to 100
   */
  String progress(int percent) {
    long copied = bytes * percent / 100;
    long files = (long) FILES * percent / 100;
    double megabytesPerSecond = bytes / 1e6 / Math.max(1, duration.toSeconds());
    return String.format(
        Locale.ROOT,
        "%,15d %3d%% %7.2fMB/s %10s (xfr#%d, to-chk=%d/%d)",
        copied,
        percent,
        percent == 0 ? 0 : megabytesPerSecond,
        clock(duration.multipliedBy(percent < 100 ? 100 - percent : percent).dividedBy(100)),
        files,
        FILES - files,
        FILES + DIRECTORIES);
  }

  private static String clock(Duration time) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  /** What stands at the end of a copy that succeeded. */
  List<String> statistics() {
    return String.format(
            Locale.ROOT,
            """

            Number of files: %3$,d (reg: %2$,d, dir: %4$d)
            Number of created files: %2$,d (reg: %2$,d)
            Number of deleted files: 0
            Number of regular files transferred: %2$,d
            Total file size: %1$,d bytes
            Total transferred file size: %1$,d bytes
            Literal data: %1$,d bytes
            Matched data: 0 bytes
            File list size: 0
            File list generation time: 0.001 seconds
            File list transfer time: 0.000 seconds
            Total bytes sent: %1$,d
            Total bytes received: %2$,d

            sent %1$,d bytes  received %2$,d bytes  %5$,.2f bytes/sec
            total size is %1$,d  speedup is 1.00\
            """,
            bytes,
            FILES,
            FILES + DIRECTORIES,
            DIRECTORIES,
            (double) bytes / Math.max(1, duration.toSeconds()))
        .lines()
        .toList();
  }

  /** What rsync says when it ends with a code that is not 0; nothing when a signal ended it. */
  static List<String> complaint(int code) {
    return ExitCode.of(code).filter(known -> known.origin() == ExitCode.Origin.RSYNC).stream()
        .map(
            known ->
                "rsync %s: %s (code %s) at main.c(1338) [sender=3.2.7]"
                    .formatted(
                        known == ExitCode.FILES_VANISHED ? "warning" : "error", words(known), code))
        .toList();
  }

  /** As rsync words those that pipelines look for in its log. */
  private static String words(ExitCode code) {
    return switch (code) {
      case PROTOCOL_START -> "error starting client-server protocol";
      case SOCKET_IO -> "error in socket IO";
      case FILE_IO -> "error in file IO";
      case PROTOCOL_STREAM -> "error in rsync protocol data stream";
      case INTERRUPTED -> "received SIGINT, SIGTERM, or SIGHUP";
      case PARTIAL -> "some files/attrs were not transferred (see previous errors)";
      case FILES_VANISHED -> "some files vanished before they could be transferred";
      case DATA_TIMEOUT -> "timeout in data send/receive";
      case CONNECT_TIMEOUT -> "timeout waiting for daemon connection";
      default -> code.meaning().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    };
  }
}
