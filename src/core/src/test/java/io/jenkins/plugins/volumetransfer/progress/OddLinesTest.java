package io.jenkins.plugins.volumetransfer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: no line throws, breaks a bound, or costs much. Method: the real logs with their characters
 * changed at random; the number of a repetition is the seed, so that a failure can be replayed.
 */
class OddLinesTest {

  private static final String ODD = " ,.:%/()=-+#KMGTPE0123456789B/s\t\0\r\u001bé\ud83d中?\"'";
  private static final int LINES = 2_000;

  private final List<String> real =
      Samples.ALL.stream().flatMap(name -> Samples.lines(name).stream()).toList();

  @RepeatedTest(20)
  @DisplayName("lines changed at random neither throw nor break a bound")
  void mutatedLines(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    RsyncLog log = RsyncLog.empty();
    for (int i = 0; i < LINES; i++) {
      String line = mutated(real.get(random.nextInt(real.size())), random);
      log = log.with(line);
      assertBounds(log, line);
    }
    assertThat(log.volumes()).as("volumes were reached at all").isNotEmpty();
  }

  @RepeatedTest(20)
  @DisplayName("however attempts follow each other, a volume has only what its last one moved")
  void attemptsInAnyOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    RsyncLog log = RsyncLog.empty();
    long[] expected = {-1, -1, -1};
    int current = -1;
    for (int i = 0; i < LINES; i++) {
      int step = random.nextInt(10);
      if (step == 0) {
        current = random.nextInt(expected.length);
        expected[current] = 0;
        log = log.with("volume-transfer: volume v" + current + " begins");
      } else if (current >= 0) {
        expected[current] += random.nextInt(1_000);
        log = log.with("   " + expected[current] + "  5%  1.00kB/s  0:00:01 (xfr#1, to-chk=1/2)");
      }
    }
    for (int v = 0; v < expected.length; v++) {
      assertThat(log.volume("v" + v).orElseThrow().bytesTransferred()).isEqualTo(expected[v]);
    }
  }

  @Test
  @Timeout(60)
  @DisplayName("each of many lines takes the same time, or they would take minutes")
  void fast() {
    RsyncLog log = RsyncLog.empty().with("volume-transfer: volume data begins");
    for (int i = 0; i < 100_000; i++) {
      log = log.with("  " + i + ",567  12%   10.50MB/s    0:00:12 (xfr#" + i + ", ir-chk=169/396)");
    }
    for (int i = 0; i < 100_000; i++) {
      log = log.with("rsync: [sender] send_files failed to open \"/a\": Permission denied (13)");
    }

    assertThat(log.current().orElseThrow().bytesTransferred()).isEqualTo(99_999_567);
    assertThat(log.current().orElseThrow().problems().count()).isEqualTo(100_000);
  }

  private static void assertBounds(RsyncLog log, String line) {
    log.current()
        .ifPresent(
            volume -> {
              assertThat(volume.percent()).as(line).isBetween(0, 100);
              assertThat(volume.bytesTransferred()).as(line).isNotNegative();
              assertThat(volume.files().checked()).as(line).isBetween(0L, volume.files().found());
              assertThat(volume.problems().first()).as(line).hasSizeLessThanOrEqualTo(20);
              volume.exitCode().ifPresent(code -> assertThat(code).as(line).isBetween(0, 255));
              volume
                  .estimatedTotalBytes()
                  .ifPresent(total -> assertThat(total).as(line).isNotNegative());
            });
    assertThat(log.messages()).as(line).hasSizeLessThanOrEqualTo(20);
  }

  /** A few characters replaced, put in, left out, or the line cut and glued. */
  private String mutated(String line, Random random) {
    StringBuilder changed = new StringBuilder(line);
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(changed.length() + 1);
      switch (random.nextInt(5)) {
        case 0 -> changed.insert(at, odd(random));
        case 1 -> changed.setLength(at);
        case 2 -> changed.append(real.get(random.nextInt(real.size())));
        case 3 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(4)));
        default -> {
          if (at < changed.length()) {
            changed.setCharAt(at, odd(random));
          }
        }
      }
    }
    return changed.toString();
  }

  private static char odd(Random random) {
    return ODD.charAt(random.nextInt(ODD.length()));
  }
}
