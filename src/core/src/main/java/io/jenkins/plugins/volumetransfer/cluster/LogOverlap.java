package io.jenkins.plugins.volumetransfer.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the new lines of a log that was opened again from those that are known.
 *
 * <p>What is read now begins with lines that are known, in the same order, unless the log was
 * rotated since: then it begins within them, or behind all of them. So lines are held back as long
 * as they may be known ones; the first place that they fit is taken.
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

  /** Where in the known lines the first that is held would stand. */
  private int start;

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
    held.add(line);
    while (!fits()) {
      start++;
    }
    int known = times.length - start;
    if (held.size() < known) {
      return List.of();
    }
    over = true;
    boolean cut = known > 0 && known <= held.size() && !isWhole(held.get(known - 1));
    return List.copyOf(held.subList(cut ? known - 1 : known, held.size()));
  }

  /** Nothing at all fits where no known line is left to fit. */
  private boolean fits() {
    for (int i = 0; i < held.size() && start + i < times.length; i++) {
      if (!isKnown(held.get(i), start + i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isKnown(Line line, int index) {
    return times[index] == LogPosition.nanos(line.at())
        && (texts[index] == LogPosition.fingerprint(line.text())
            || index == times.length - 1
                && last.filter(begin -> line.text().startsWith(begin)).isPresent());
  }

  /** Of the last known line: whether it was known to its end. */
  private boolean isWhole(Line line) {
    return last.isEmpty() || last.get().equals(line.text());
  }
}
