package io.jenkins.plugins.volumetransfer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what rsync said is what one reads. Method: real logs, whole or up to a line. */
class RsyncLogTest {

  @Test
  @DisplayName("that rsync reads in silence is news, and no message")
  void working() {
    RsyncLog begun = RsyncLog.empty().with("volume-transfer: volume data begins");

    RsyncLog first = begun.with("volume-transfer: volume data working: 70000 bytes");
    RsyncLog second = first.with("volume-transfer: volume data working: 140000 bytes");

    assertThat(first.news()).isEqualTo(begun.news() + 1);
    assertThat(second.news()).isEqualTo(first.news() + 1);
    assertThat(second.messages()).isEmpty();
    assertThat(second.volumes()).isEqualTo(begun.volumes());
  }

  @Test
  @DisplayName("two volumes, copied, are both there, in order, with what rsync counted")
  void twoVolumes() {
    RsyncLog log = Samples.read("two-volumes");

    assertThat(log.volumes()).extracting(VolumeProgress::volume).containsExactly("data", "many");
    assertThat(log.volumes()).extracting(VolumeProgress::attempt).containsOnly(1);
    assertThat(log.volumes()).extracting(VolumeProgress::exitCode).containsOnly(OptionalInt.of(0));
    assertThat(log.volumes()).extracting(VolumeProgress::problems).containsOnly(Problems.NONE);
    VolumeProgress many = log.volume("many").orElseThrow();
    assertThat(many.bytesTransferred()).isEqualTo(4_860);
    assertThat(many.percent()).isEqualTo(100);
    assertThat(many.files()).isEqualTo(new FileCount(1_800, 1_921, 1_921, FileList.COMPLETE));
    assertThat(many.totalBytes()).hasValue(4_860);
  }

  @Test
  @DisplayName("of hard links one is copied: the last percentage is not 100, but the end is")
  void hardLinks() {
    VolumeProgress before = upTo("two-volumes", "Number of files: 315").current().orElseThrow();
    VolumeProgress after = Samples.read("two-volumes").volume("data").orElseThrow();

    assertThat(before.percent()).isEqualTo(73);
    assertThat(before.bytesTransferred()).isEqualTo(82_861_915);
    assertThat(after.percent()).isEqualTo(100);
    assertThat(after.bytesTransferred()).isEqualTo(82_861_915);
    assertThat(after.totalBytes()).hasValue(112_861_918);
  }

  @Test
  @DisplayName("the number of files is not final while rsync still looks for more")
  void growingFileList() {
    FileCount early = upTo("two-volumes", "            804  23%").current().orElseThrow().files();
    FileCount later = upTo("two-volumes", "          2,673  55%").current().orElseThrow().files();

    assertThat(early).isEqualTo(new FileCount(147, 213, 1_239, FileList.GROWING));
    assertThat(early.total()).isEmpty();
    assertThat(later.total()).hasValue(1_921);
  }

  @Test
  @DisplayName("without incremental recursion the files are counted before the first byte")
  void buildingFileList() {
    FileCount counting =
        upTo("no-incremental-recursion", " 300 files").current().orElseThrow().files();
    FileCount counted =
        upTo("no-incremental-recursion", "              1 ").current().orElseThrow().files();

    assertThat(counting).isEqualTo(new FileCount(0, 0, 200, FileList.GROWING));
    assertThat(counted).isEqualTo(new FileCount(0, 0, 315, FileList.COMPLETE));
    assertThat(Samples.read("no-incremental-recursion").current().orElseThrow().files())
        .isEqualTo(new FileCount(307, 315, 315, FileList.COMPLETE));
  }

  @Test
  @DisplayName("statistics are read, with the kinds of files; a kind that is left out is 0")
  void statistics() {
    RsyncStatistics statistics = statisticsOf("second-pass");

    assertThat(statistics.value(Statistic.FILES)).hasValue(315);
    assertThat(statistics.value(Statistic.REGULAR_FILES)).hasValue(308);
    assertThat(statistics.value(Statistic.DIRECTORIES)).hasValue(5);
    assertThat(statistics.value(Statistic.LINKS)).hasValue(1);
    assertThat(statistics.value(Statistic.SPECIAL_FILES)).hasValue(1);
    assertThat(statistics.value(Statistic.DEVICES)).hasValue(0);
    assertThat(statistics.value(Statistic.CREATED_FILES)).hasValue(1);
    assertThat(statistics.value(Statistic.DELETED_FILES)).hasValue(1);
    assertThat(statistics.value(Statistic.TRANSFERRED_FILES)).hasValue(1);
    assertThat(statistics.value(Statistic.TOTAL_FILE_SIZE_BYTES)).hasValue(112_861_918);
    assertThat(statistics.value(Statistic.TRANSFERRED_FILE_SIZE_BYTES)).hasValue(2_922);
    assertThat(statistics.value(Statistic.LITERAL_BYTES)).hasValue(2_922);
    assertThat(statistics.value(Statistic.MATCHED_BYTES)).hasValue(0);
    assertThat(statistics.value(Statistic.SENT_BYTES)).hasValue(7_514);
    assertThat(statistics.value(Statistic.RECEIVED_BYTES)).hasValue(69);
  }

  @Test
  @DisplayName(
      "deletions that a dry run tells of count, also where rsync's own count leaves them out")
  void deletions() {
    RsyncLog log =
        RsyncLog.empty()
            .with("volume-transfer: volume data begins")
            .with("deleting old/file")
            .with("deleting old/")
            .with("Number of deleted files: 0");

    assertThat(log.volume("data").flatMap(VolumeProgress::statistics))
        .map(statistics -> statistics.value(Statistic.DELETED_FILES))
        .contains(OptionalLong.of(2));
  }

  @Test
  @DisplayName("numbers are the same with separators, without, and in human-readable rounding")
  void humanReadable() {
    RsyncStatistics separated = statisticsOf("no-incremental-recursion");
    RsyncStatistics plain = statisticsOf("plain-numbers-sparse");
    RsyncStatistics rounded = statisticsOf("human-readable");

    assertThat(plain.value(Statistic.TOTAL_FILE_SIZE_BYTES))
        .isEqualTo(separated.value(Statistic.TOTAL_FILE_SIZE_BYTES))
        .isEqualTo(OptionalLong.of(112_861_918));
    assertThat(rounded.value(Statistic.TOTAL_FILE_SIZE_BYTES)).hasValue(112_860_000);
    assertThat(rounded.value(Statistic.RECEIVED_BYTES)).hasValue(5_910);
    assertThat(rounded.value(Statistic.FILES)).hasValue(315);
    assertThat(Samples.read("human-readable").current().orElseThrow().bytesTransferred())
        .isEqualTo(82_860_000);
  }

  @Test
  @DisplayName("of rsync's shortest summary, sent, received and total size are read")
  void shortSummary() {
    RsyncLog log =
        Samples.read(
            List.of(
                "volume-transfer: volume data begins",
                "sent 7,514 bytes  received 69 bytes  15,166.00 bytes/sec",
                "total size is 112,861,918  speedup is 14,883.54"));

    RsyncStatistics statistics = log.current().orElseThrow().statistics().orElseThrow();
    assertThat(statistics.value(Statistic.SENT_BYTES)).hasValue(7_514);
    assertThat(statistics.value(Statistic.RECEIVED_BYTES)).hasValue(69);
    assertThat(statistics.value(Statistic.TOTAL_FILE_SIZE_BYTES)).hasValue(112_861_918);
    assertThat(statistics.value(Statistic.FILES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "connection-refused, 10, 1, CONNECTION",
    "permission-denied, 23, 3, PERMISSION",
    "no-space, 11, 1, NO_SPACE",
    "vanished, 24, 111, VANISHED",
    "unknown-module, 5, 1, OTHER",
    "source-missing, 23, 1, OTHER"
  })
  @DisplayName("complaints are counted by kind, and rsync's verdict fits its code")
  void problems(String sample, int code, int count, ProblemKind kind) {
    VolumeProgress volume = Samples.read(sample).current().orElseThrow();

    assertThat(volume.exitCode()).hasValue(code);
    assertThat(volume.problems().count()).isEqualTo(count);
    assertThat(volume.problems().count(kind)).isPositive();
    assertThat(volume.problems().first()).hasSize(Math.min(count, Problems.FIRST_MAX));
    assertThat(volume.problems().verdict()).get().asString().contains("(code " + code + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsync: [receiver] write failed on \"a\": Disk quota exceeded (122) | NO_SPACE",
        "rsync: [receiver] mkstemp \"a\" failed: Read-only file system (30) | READ_ONLY",
        "ERROR: module is read only | READ_ONLY",
        "rsync: [sender] read errors mapping \"a\": I/O error (5) | INPUT_OUTPUT",
        "rsync: connection unexpectedly closed (5 bytes received so far) [sender] | CONNECTION",
        "rsync: [sender] io timeout after 30 seconds -- exiting | CONNECTION",
        "rsync: [sender] send_files failed to open \"No space (28)\": Is a directory (21) | OTHER",
        "rsync: [sender] odd () | OTHER",
        "cannot delete non-empty directory: a (28)b | OTHER"
      })
  @DisplayName("the kind of a complaint is told by its error number, not by a file's name")
  void problemKinds(String line, ProblemKind kind) {
    assertThat(running().with(line).current().orElseThrow().problems().count(kind)).isOne();
  }

  @Test
  @DisplayName("complaints name the file")
  void problemsNameTheFile() {
    assertThat(Samples.read("permission-denied").current().orElseThrow().problems().first())
        .contains(
            "rsync: [sender] send_files failed to open"
                + " \"/volume-transfer/volumes/denied/secret\": Permission denied (13)");
  }

  @Test
  @DisplayName("of two verdicts the first is kept, as the other follows from it")
  void firstVerdict() {
    assertThat(Samples.read("no-space").current().orElseThrow().problems().verdict())
        .hasValue("rsync error: error in file IO (code 11) at receiver.c(657) [receiver=3.5.0]");
  }

  @Test
  @DisplayName("an error on the same line as an update is found, and so is the update")
  void errorBehindUpdate() {
    VolumeProgress volume = Samples.read("terminated").current().orElseThrow();

    assertThat(volume.exitCode()).hasValue(20);
    assertThat(volume.problems().verdict()).get().asString().contains("SIGTERM");
    assertThat(volume.percent()).isEqualTo(2);
  }

  @Test
  @DisplayName("after SIGKILL our marker is on the same line as the last update, and is found")
  void markerBehindUpdate() {
    VolumeProgress volume = Samples.read("killed").current().orElseThrow();

    assertThat(volume.exitCode()).hasValue(137);
    assertThat(volume.bytesTransferred()).isEqualTo(2_129_921);
    assertThat(volume.percent()).isEqualTo(1);
  }

  @Test
  @DisplayName("our marker is found behind an update that was cut off")
  void markerBehindHalfAnUpdate() {
    RsyncLog log =
        Samples.read(
            List.of(
                "volume-transfer: volume data begins",
                "      2,129,9volume-transfer: volume data ended with code 137"));

    assertThat(log.current().orElseThrow().exitCode()).hasValue(137);
  }

  @Test
  @DisplayName("lines of --log-file change nothing, also behind an update")
  void logFile() {
    List<String> without =
        Samples.lines("log-file").stream()
            .map(line -> line.replaceFirst("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d \\[.*", ""))
            .toList();

    assertThat(Samples.lines("log-file")).isNotEqualTo(without);
    assertThat(Samples.read("log-file").volumes()).isEqualTo(Samples.read(without).volumes());
    assertThat(Samples.read("log-file").current().orElseThrow().bytesTransferred())
        .isEqualTo(30_003_654);
  }

  @Test
  @DisplayName("a volume that begins again begins at 0, and keeps its place")
  void attemptsAreNotAddedUp() {
    RsyncLog first = Samples.read("two-volumes");
    RsyncLog second = first.with("volume-transfer: volume data begins");
    RsyncLog third = second.with("        1,000   5%    1.00kB/s    0:00:01");

    assertThat(second.volumes()).extracting(VolumeProgress::volume).containsExactly("data", "many");
    assertThat(second.volume("data")).hasValue(VolumeProgress.begun("data", 2));
    assertThat(second.volume("many")).isEqualTo(first.volume("many"));
    assertThat(third.volume("data").orElseThrow().bytesTransferred()).isEqualTo(1_000);
    assertThat(first.volume("data").orElseThrow().exitCode()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"130%, 100", "99999999999999999999%, 100", "-3%, 0", "0%, 0", "100%, 100"})
  @DisplayName("a percentage is held between 0 and 100")
  void percentages(String written, int read) {
    RsyncLog log = running().with("  1,234,567 " + written + "   10.50MB/s    0:00:12");

    assertThat(log.current().orElseThrow().percent()).isEqualTo(read);
    assertThat(log.current().orElseThrow().bytesTransferred()).isEqualTo(1_234_567);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  99 luftballons",
        "  12 50% off",
        "  12 50% 10.50MB/s",
        "  twelve 50% 10.50MB/s 0:00:01",
        "  12 fifty% 10.50MB/s 0:00:01",
        "  -12 50% 10.50MB/s 0:00:01",
        "12 50% 10.50MB/s 0:00:01",
        "  , 50% 10.50MB/s 0:00:01"
      })
  @DisplayName("a file's name that only resembles an update is none")
  void names(String name) {
    assertThat(running().with(name).volumes()).isEqualTo(running().volumes());
  }

  @Test
  @DisplayName("a time left that rsync does not know, and carriage returns, are understood")
  void unknownTime() {
    RsyncLog log =
        running()
            .with("\r  1,000   0%    1.00kB/s   ??:??:??  \r  2,000   1%    1.00kB/s 1193:02:47  ");

    assertThat(log.current().orElseThrow().bytesTransferred()).isEqualTo(2_000);
    assertThat(log.current().orElseThrow().percent()).isEqualTo(1);
  }

  @Test
  @DisplayName("output before any volume, and updates after its end, change no volume")
  void outOfPlace() {
    String update = "  1,000   5%    1.00kB/s    0:00:01";

    assertThat(RsyncLog.empty().with(update).with("rsync: oh no").volumes()).isEmpty();
    RsyncLog ended = running().with("volume-transfer: volume data ended with code 12");
    assertThat(ended.with(update).volumes()).isEqualTo(ended.volumes());
  }

  @Test
  @DisplayName("a complaint that comes late, as stderr may, still belongs to its volume")
  void lateComplaint() {
    RsyncLog log =
        running()
            .with("volume-transfer: volume data ended with code 12")
            .with("rsync error: error in rsync protocol data stream (code 12) at io.c(232)");

    assertThat(log.current().orElseThrow().problems().verdict()).isPresent();
  }

  @Test
  @DisplayName("an end whose beginning was cut off the log counts")
  void endWithoutBeginning() {
    RsyncLog log = running().with("volume-transfer: volume other ended with code 72");

    assertThat(log.volumes()).extracting(VolumeProgress::volume).containsExactly("data", "other");
    assertThat(log.volume("other").orElseThrow().exitCode()).hasValue(72);
    assertThat(log.volume("data").orElseThrow().exitCode()).isEmpty();
    assertThat(log.current()).map(VolumeProgress::volume).hasValue("data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waiting for the tunnel",
        "volume data begins at last",
        "volume data ended with code 256",
        "volume data ended with code -1",
        "volume data ended with code ",
        "volume data ended with code 0.0",
        "volume data ended with code 0 ",
        "volume data ended with code 99999999999",
        "volume  begins",
        "volume data"
      })
  @DisplayName("whatever else the script says is a message")
  void messages(String message) {
    RsyncLog log = running().with("volume-transfer: " + message);

    assertThat(log.messages()).containsExactly(message);
    assertThat(log.volumes()).isEqualTo(running().volumes());
  }

  @Test
  @DisplayName("only the latest messages and the first complaints are kept, cut and cleaned")
  void bounds() {
    RsyncLog log = running();
    for (int i = 1; i <= 1_000; i++) {
      log = log.with("volume-transfer: message " + i);
      log = log.with("rsync: [sender] complaint \u001b[2J " + i + "x".repeat(5_000));
    }

    assertThat(log.messages()).hasSize(20).startsWith("message 981").endsWith("message 1000");
    Problems problems = log.current().orElseThrow().problems();
    assertThat(problems.count()).isEqualTo(1_000);
    assertThat(problems.first()).hasSize(20).allMatch(line -> line.length() == 1_000);
    assertThat(problems.first().get(0)).startsWith("rsync: [sender] complaint ?[2J 1x");
  }

  @Test
  @DisplayName("the total is estimated from the percentage until the statistics give it")
  void estimate() {
    VolumeProgress none = running().current().orElseThrow();
    VolumeProgress half =
        running().with("  50,500  50%    1.00kB/s    0:00:01").current().orElseThrow();

    assertThat(none.estimatedTotalBytes()).isEmpty();
    assertThat(half.totalBytes()).isEmpty();
    // 50 percent are less than 51.
    assertThat(half.estimatedTotalBytes()).hasValue(99_019);
    assertThat(Samples.read("second-pass").current().orElseThrow().estimatedTotalBytes())
        .hasValue(112_861_918);
  }

  @Test
  @DisplayName("a dry run counts what would be sent")
  void dryRun() {
    VolumeProgress volume = Samples.read("dry-run").current().orElseThrow();

    assertThat(volume.bytesTransferred()).isEqualTo(82_861_915);
    assertThat(statisticsOf("dry-run").value(Statistic.LITERAL_BYTES)).hasValue(0);
  }

  private static RsyncLog running() {
    return RsyncLog.empty().with("volume-transfer: volume data begins");
  }

  private static RsyncStatistics statisticsOf(String sample) {
    Optional<RsyncStatistics> statistics =
        Samples.read(sample).current().orElseThrow().statistics();
    return statistics.orElseThrow();
  }

  /** The log up to the first line that starts so, without it. */
  private static RsyncLog upTo(String sample, String prefix) {
    List<String> lines = Samples.lines(sample);
    List<String> before = lines.stream().takeWhile(line -> !line.startsWith(prefix)).toList();
    assertThat(before).as("lines before '%s'", prefix).hasSizeLessThan(lines.size());
    return Samples.read(before);
  }
}
