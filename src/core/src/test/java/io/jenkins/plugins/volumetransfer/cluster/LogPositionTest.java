package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.volumetransfer.testing.SearchBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a log that is cut and opened again is told line by line, none lost and none twice, whatever
 * its time stamps are. Method: logs by a seed, with equal, older and set-back stamps and equal
 * texts, cut anywhere, within a line too, and rotated; read as a kubelet gives them, which leaves
 * out each line before {@code sinceTime}. {@code -Dlog.seeds=100000} plays more of them.
 */
@DisplayName("A log that is opened again")
class LogPositionTest {
  /** A comparison that never ends heeds no interrupt. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int SEEDS = Integer.getInteger("log.seeds", 200);
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  @Tag("search")
  @DisplayName("goes on with the line after the last that was told")
  void told() {
    SearchBudget budget = SearchBudget.ofProperty();
    int seed = 0;
    for (; seed < SEEDS && !budget.isSpent(); seed++) {
      Random random = new Random(seed);
      List<LogOverlap.Line> lines = lines(random);
      List<String> told =
          assertTimeoutPreemptively(LIMIT, () -> read(lines, random), "seed " + seed);
      assertThat(told).as("seed %d", seed).isEqualTo(texts(lines));
    }
    System.out.println(budget.covered(seed, SEEDS, "logs"));
  }

  /** Reads the log in several requests, while it grows and is rotated. */
  private static List<String> read(List<LogOverlap.Line> lines, Random random) {
    List<String> told = new ArrayList<>();
    LogPosition position = LogPosition.start();
    int first = 0;
    int written = 0;
    for (int requests = 0; told.size() < lines.size(); requests++) {
      assertThat(requests).as("lines are lost").isLessThan(10_000);
      LogOverlap overlap = position.copy().overlap();
      Optional<Instant> since = position.since();
      // A file that is rotated loses no line that nobody has read: else none could tell of it.
      if (random.nextInt(3) == 0) {
        first = Math.max(first, told.size() - random.nextInt(4));
      }
      written = Math.min(lines.size(), written + random.nextInt(2 * lines.size()));
      int at = first;
      int until = Math.max(told.size(), at + random.nextInt(written - at + 1));
      for (; at < until; at++) {
        LogOverlap.Line line = lines.get(at);
        if (since.isEmpty() || !line.at().isBefore(since.get())) {
          for (LogOverlap.Line fresh : overlap.next(line)) {
            told.add(fresh.text());
            position.add(fresh.at(), fresh.text());
          }
        }
      }
    }
    return told;
  }

  private static List<LogOverlap.Line> lines(Random random) {
    List<LogOverlap.Line> lines = new ArrayList<>();
    Instant now = BEGIN;
    boolean set = false;
    for (int i = random.nextInt(1, 120); i > 0; i--) {
      now =
          switch (random.nextInt(8)) {
            // All lines of one read.
            case 0, 1, 2, 3 -> now;
            case 4 -> now.plusNanos(random.nextInt(2_000_000_000));
            case 5 -> now.plusSeconds(random.nextInt(30));
            // Another stream's, which was stamped before and written after.
            case 6 -> now.minusMillis(random.nextInt(5_000));
            default -> now.plusMillis(1);
          };
      if (!set && random.nextInt(100) == 0) {
        // The node's clock is set back.
        now = now.minusSeconds(3_600);
        set = true;
      }
      // What is equal in both can't be told apart after a rotation, by anybody.
      lines.add(new LogOverlap.Line(now, "line " + lines.size()));
    }
    return lines;
  }

  private static List<String> texts(List<LogOverlap.Line> lines) {
    return lines.stream().map(LogOverlap.Line::text).toList();
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisplayName("tells equal lines as often as they were written")
  void equal() {
    LogPosition position = LogPosition.start();
    for (int i = 0; i < 3; i++) {
      position.add(BEGIN, "same");
    }
    LogOverlap overlap = position.overlap();

    for (int i = 0; i < 3; i++) {
      assertThat(overlap.next(new LogOverlap.Line(BEGIN, "same"))).isEmpty();
    }
    assertThat(overlap.next(new LogOverlap.Line(BEGIN, "same"))).hasSize(1);
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisplayName("of few texts, and rotated anywhere, goes on behind the first place that fits")
  void repeated() {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      List<String> known = texts(random, "ab", random.nextInt(1, 14));
      List<String> read =
          new ArrayList<>(known.subList(random.nextInt(known.size() + 1), known.size()));
      read.addAll(texts(random, "abc", random.nextInt(1, 4)));
      LogPosition position = LogPosition.start();
      known.forEach(text -> position.add(BEGIN, text));
      LogOverlap overlap = position.overlap();

      List<String> told = new ArrayList<>();
      for (String text : read) {
        overlap.next(new LogOverlap.Line(BEGIN, text)).forEach(line -> told.add(line.text()));
      }

      int knownNow = known.size() - firstThatFits(known, read);
      assertThat(told)
          .as("seed %d: %s, %s", seed, known, read)
          .isEqualTo(read.subList(Math.min(knownNow, read.size()), read.size()));
    }
  }

  private static List<String> texts(Random random, String letters, int count) {
    return random
        .ints(count, 0, letters.length())
        .mapToObj(letters::charAt)
        .map(String::valueOf)
        .toList();
  }

  private static int firstThatFits(List<String> known, List<String> read) {
    int start = 0;
    while (true) {
      int both = Math.min(known.size() - start, read.size());
      if (known.subList(start, start + both).equals(read.subList(0, both))) {
        return start;
      }
      start++;
    }
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisplayName("tells a line that was written again later, where the log was rotated")
  void later() {
    LogPosition position = LogPosition.start();
    position.add(BEGIN, "same");

    assertThat(position.overlap().next(new LogOverlap.Line(BEGIN.plusSeconds(1), "same")))
        .hasSize(1);
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisplayName("tells a line anew that was cut within")
  void cut() {
    LogPosition position = LogPosition.start();
    position.add(BEGIN, "whole");
    position.add(BEGIN, "ha");
    LogOverlap overlap = position.overlap();

    assertThat(overlap.next(new LogOverlap.Line(BEGIN, "whole"))).isEmpty();
    assertThat(overlap.next(new LogOverlap.Line(BEGIN, "half a line")))
        .extracting(LogOverlap.Line::text)
        .containsExactly("half a line");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisplayName("passes over lines that are older than those that were asked for")
  void older() {
    LogPosition position = LogPosition.start();
    position.add(BEGIN.plusSeconds(9_000), "known");
    LogOverlap overlap = position.overlap();

    assertThat(overlap.next(new LogOverlap.Line(BEGIN, "older"))).isEmpty();
    assertThat(overlap.next(new LogOverlap.Line(BEGIN.plusSeconds(9_000), "known"))).isEmpty();
    assertThat(overlap.next(new LogOverlap.Line(BEGIN.plusSeconds(9_001), "new"))).hasSize(1);
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisplayName("of more lines than are kept goes on all the same")
  void long_() {
    LogPosition position = LogPosition.start();
    int lines = LogPosition.LINES_MAX * 2;
    for (int i = 0; i < lines; i++) {
      position.add(BEGIN.plusMillis(i), "line " + i);
    }
    LogOverlap overlap = position.overlap();
    List<String> told = new ArrayList<>();

    for (int i = 0; i < lines + 2; i++) {
      Instant at = BEGIN.plusMillis(i);
      if (!at.isBefore(position.since().orElseThrow())) {
        overlap.next(new LogOverlap.Line(at, "line " + i)).forEach(line -> told.add(line.text()));
      }
    }

    assertThat(told).containsExactly("line " + lines, "line " + (lines + 1));
  }
}
