package io.jenkins.plugins.volumetransfer.progress;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How far the copy of one volume is, in its latest attempt; what former attempts moved is in none
 * of these numbers.
 *
 * @param volume its name
 * @param attempt which attempt this is, from 1
 * @param bytesTransferred bytes of the files that rsync handed over; those that the destination had
 *     already don't count, so that this may end far below the total
 * @param percent how much {@code bytesTransferred} is of the bytes found so far, 0 to 100. It may
 *     fall while rsync still finds files. 100 once rsync has ended with code 0.
 * @param totalAtLeast bytes that all files have at least, by rsync's percentage; never falls, 0 as
 *     long as nothing is known
 * @param files the same in files: of a volume that hardly changed, the better measure
 * @param statistics what rsync counted, present from the first deletion or line of it on
 * @param problems what rsync complained about
 * @param room at the destination, present once it was asked for it and has answered
 * @param verification present once the comparison with the copy has told something
 * @param exitCode present once the attempt has ended, 0 to 255. Good to show; whether a transfer
 *     has succeeded is for the container's own exit code to say, since a log can be cut off.
 */
public record VolumeProgress(
    String volume,
    int attempt,
    long bytesTransferred,
    int percent,
    long totalAtLeast,
    FileCount files,
    Optional<RsyncStatistics> statistics,
    Problems problems,
    Optional<Room> room,
    Optional<Verification> verification,
    OptionalInt exitCode) {

  /**
   * @throws IllegalArgumentException if bytes are negative, or the percentage is not from 0 to 100
   */
  public VolumeProgress {
    Objects.requireNonNull(volume, "volume");
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(problems, "problems");
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(verification, "verification");
    Objects.requireNonNull(exitCode, "exitCode");
    if (bytesTransferred < 0 || percent < 0 || percent > 100) {
      throw new IllegalArgumentException(bytesTransferred + " bytes, " + percent + " percent");
    }
  }

  /** Bytes of all files, by rsync's statistics; empty until they are printed, at the end. */
  public OptionalLong totalBytes() {
    return statistics
        .map(s -> s.value(Statistic.TOTAL_FILE_SIZE_BYTES))
        .orElse(OptionalLong.empty());
  }

  /**
   * What the total comes to by rsync's percentage; empty below 1 percent. It never falls, and is
   * never more than the true total: rsync rounds down, so p percent are less than p + 1, and the
   * file list only grows. Just before the percentage changes it is exact.
   */
  public OptionalLong estimatedTotalBytes() {
    if (totalBytes().isPresent()) {
      return totalBytes();
    }
    return totalAtLeast == 0 ? OptionalLong.empty() : OptionalLong.of(totalAtLeast);
  }

  private static long totalAtLeast(long bytes, int percent) {
    return percent == 0 ? 0 : (long) (bytes / (Math.min(100, percent + 1) / 100.0));
  }

  static VolumeProgress begun(String volume, int attempt) {
    return new VolumeProgress(
        volume,
        attempt,
        0,
        0,
        0,
        FileCount.NONE,
        Optional.empty(),
        Problems.NONE,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  VolumeProgress with(ProgressLine line) {
    return but(
        draft -> {
          draft.bytesTransferred = line.bytes();
          draft.percent = line.percent();
          draft.totalAtLeast = Math.max(totalAtLeast, totalAtLeast(line.bytes(), line.percent()));
          draft.files = line.files().orElse(files);
        });
  }

  VolumeProgress with(FileCount filesNow) {
    return but(draft -> draft.files = filesNow);
  }

  /** The statistics are the last word, and the only one when rsync was not to show progress. */
  VolumeProgress with(RsyncStatistics statisticsNow) {
    return but(
        draft -> {
          draft.bytesTransferred =
              statisticsNow.value(Statistic.TRANSFERRED_FILE_SIZE_BYTES).orElse(bytesTransferred);
          draft.files =
              files.withTransferred(
                  statisticsNow.value(Statistic.TRANSFERRED_FILES).orElse(files.transferred()));
          draft.statistics = Optional.of(statisticsNow);
        });
  }

  VolumeProgress with(Problems problemsNow) {
    return but(draft -> draft.problems = problemsNow);
  }

  VolumeProgress with(Room roomNow) {
    return but(draft -> draft.room = Optional.of(roomNow));
  }

  VolumeProgress with(Verification verificationNow) {
    return but(draft -> draft.verification = Optional.of(verificationNow));
  }

  VolumeProgress ended(int code) {
    return but(
        draft -> {
          draft.percent = code == 0 ? 100 : percent;
          draft.exitCode = OptionalInt.of(code);
        });
  }

  /** Whether the copy has ended and its comparison with the source has not. */
  public boolean verifying() {
    return exitCode.isEmpty() && verification.filter(v -> v.verdict().isEmpty()).isPresent();
  }

  private VolumeProgress but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.progress();
  }

  /** One that may be changed. */
  private static final class Draft {
    private final String volume;
    private final int attempt;
    private long bytesTransferred;
    private int percent;
    private long totalAtLeast;
    private FileCount files;
    private Optional<RsyncStatistics> statistics;
    private Problems problems;
    private Optional<Room> room;
    private Optional<Verification> verification;
    private OptionalInt exitCode;

    Draft(VolumeProgress from) {
      volume = from.volume;
      attempt = from.attempt;
      bytesTransferred = from.bytesTransferred;
      percent = from.percent;
      totalAtLeast = from.totalAtLeast;
      files = from.files;
      statistics = from.statistics;
      problems = from.problems;
      room = from.room;
      verification = from.verification;
      exitCode = from.exitCode;
    }

    VolumeProgress progress() {
      return new VolumeProgress(
          volume,
          attempt,
          bytesTransferred,
          percent,
          totalAtLeast,
          files,
          statistics,
          problems,
          room,
          verification,
          exitCode);
    }
  }
}
