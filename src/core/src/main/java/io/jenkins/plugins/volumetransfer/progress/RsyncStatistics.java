package io.jenkins.plugins.volumetransfer.progress;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The block that rsync prints at its end, as far as it was printed; deletions as they are told of.
 * Files are counted in entries, sizes in bytes; with {@code --human-readable} rsync has rounded all
 * of them to three or more digits.
 *
 * @param values what was printed; never negative
 */
public record RsyncStatistics(Map<Statistic, Long> values) {

  /** What {@code --info=del2} says of each entry. */
  private static final String DELETING = "deleting ";

  static final RsyncStatistics NONE = new RsyncStatistics(Map.of());

  public RsyncStatistics {
    values = Map.copyOf(values);
  }

  /** The value; empty if rsync did not print it. */
  public OptionalLong value(Statistic statistic) {
    Long value = values.get(statistic);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** These with what the line says; empty if it is no line of the block. */
  Optional<RsyncStatistics> with(String line) {
    Map<Statistic, Long> more = new EnumMap<>(Statistic.class);
    if (line.startsWith(DELETING)) {
      more.put(Statistic.DELETED_FILES, value(Statistic.DELETED_FILES).orElse(0) + 1);
    } else if (line.startsWith("sent ")) {
      readSent(line, more);
    } else if (line.startsWith("total size is ")) {
      put(more, Statistic.TOTAL_FILE_SIZE_BYTES, line, "total size is ".length());
    } else {
      readLabelled(line, more);
    }
    if (more.isEmpty()) {
      return Optional.empty();
    }
    Map<Statistic, Long> all = new EnumMap<>(Statistic.class);
    all.putAll(values);
    all.putAll(more);
    // In a dry run, rsync before 3.5 counts none of the deletions that it tells of.
    value(Statistic.DELETED_FILES)
        .ifPresent(told -> all.merge(Statistic.DELETED_FILES, told, Math::max));
    return Optional.of(new RsyncStatistics(all));
  }

  /** {@code sent 1,234 bytes received 56 bytes 789.00 bytes/sec}. */
  private static void readSent(String line, Map<Statistic, Long> into) {
    int received = line.indexOf(" received ");
    if (received > 0) {
      put(into, Statistic.SENT_BYTES, line, "sent ".length());
      put(into, Statistic.RECEIVED_BYTES, line, received + " received ".length());
    }
  }

  private static void readLabelled(String line, Map<Statistic, Long> into) {
    int colon = line.indexOf(": ");
    if (colon < 0) {
      return;
    }
    for (Statistic statistic : Statistic.values()) {
      String label = statistic.label();
      if (!statistic.isKindOfFile() && label.length() == colon && line.startsWith(label)) {
        put(into, statistic, line, colon + 2);
        if (statistic == Statistic.FILES && !into.isEmpty()) {
          readKinds(line, into);
        }
        return;
      }
    }
  }

  /** {@code (reg: 1,000, dir: 200, link: 34)}; a kind that rsync leaves out is 0. */
  private static void readKinds(String line, Map<Statistic, Long> into) {
    for (Statistic kind : Statistic.values()) {
      if (kind.isKindOfFile()) {
        into.put(kind, 0L);
        int at = line.indexOf(kind.label() + ": ");
        if (at > 0) {
          put(into, kind, line, at + kind.label().length() + 2);
        }
      }
    }
  }

  private static void put(Map<Statistic, Long> into, Statistic what, String line, int from) {
    int end = from;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != ')') {
      end++;
    }
    // In a list the next kind follows after a comma that is not the number's.
    int numberEnd = end > from && line.charAt(end - 1) == ',' ? end - 1 : end;
    long value = RsyncNumber.parse(line, from, numberEnd);
    if (value >= 0) {
      into.put(what, value);
    }
  }
}
