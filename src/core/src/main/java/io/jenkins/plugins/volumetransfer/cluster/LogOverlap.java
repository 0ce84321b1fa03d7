package io.jenkins.plugins.volumetransfer.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells the new lines of a log that was opened again from those that are known.
 *
 * <p>What is read now begins with lines that are known, in the same order, unless the log was
 * rotated since: then it begins within them, or behind all of them. So lines are held back as long
 * as they may be known ones; the first place that they fit is taken. It is looked for as by Knuth,
 * Morris and Pratt, as there may be tens of thousands of lines.
 */
final class LogOverlap {
  /** One line as it was read. */
  record Line(Instant at, String text) {}

  private final Instant since;
  private final long[] times;
  private final long[] texts;

  /** The text of the last known line: it may have been cut within. */
  private final Optional<String> last;

  private final List<Line> held = new ArrayList<>();

  /** Of those that are held. */
  private long[] prints = new long[16];

  /** For each that is held: how many of those up to it are also the first ones. */
  private int[] borders = new int[16];

  /** Where in the known lines the first that is held would stand. */
  private int start;

  /** How many of those that are held are known there. */
  private int matched;

  private boolean over;

  /**
   * @param since the log is read from there on; what is earlier is known
   * @param times of the known lines since then, in their order
   * @param texts their fingerprints
   */
  LogOverlap(Instant since, long[] times, long[] texts, Optional<String> last) {
    this.since = since;
    this.times = times;
    this.texts = texts;
    this.last = last;
    this.over = times.length == 0;
  }

  /** Where nothing is known, all is new. */
  static LogOverlap none() {
    return new LogOverlap(Instant.MIN, new long[0], new long[0], Optional.empty());
  }

  /** The next line that was read; gives those that are new, as far as that is sure now. */
  List<Line> next(Line line) {
    if (over) {
      return List.of(line);
    }
    if (line.at().isBefore(since)) {
      return List.of();
    }
    hold(line);
    match();
    int known = times.length - start;
    if (held.size() < known) {
      return List.of();
    }
    over = true;
    boolean cut = known > 0 && known <= held.size() && !isWhole(held.get(known - 1));
    return List.copyOf(held.subList(cut ? known - 1 : known, held.size()));
  }

  private void hold(Line line) {
    int index = held.size();
    if (index == prints.length) {
      prints = Arrays.copyOf(prints, 2 * index);
      borders = Arrays.copyOf(borders, 2 * index);
    }
    held.add(line);
    prints[index] = LogPosition.fingerprint(line.text());
    int border = index == 0 ? 0 : borders[index - 1];
    while (border > 0 && !isSame(border, index)) {
      border = borders[border - 1];
    }
    borders[index] = index > 0 && isSame(border, index) ? border + 1 : 0;
  }

  private boolean isSame(int one, int other) {
    return prints[one] == prints[other] && held.get(one).at().equals(held.get(other).at());
  }

  /** Moves the start until all that are held fit; what is behind the known lines fits anyway. */
  private void match() {
    while (matched < held.size() && start + matched < times.length) {
      if (isKnown(matched, start + matched)) {
        matched++;
      } else if (matched == 0) {
        start++;
      } else {
        int border = borders[matched - 1];
        start += matched - border;
        matched = border;
      }
    }
  }

  private boolean isKnown(int index, int known) {
    Line line = held.get(index);
    return times[known] == LogPosition.nanos(line.at())
        && (texts[known] == prints[index]
            || known == times.length - 1
                && last.filter(begin -> line.text().startsWith(begin)).isPresent());
  }

  /** Of the last known line: whether it was known to its end. */
  private boolean isWhole(Line line) {
    return last.isEmpty() || last.get().equals(line.text());
  }
}
