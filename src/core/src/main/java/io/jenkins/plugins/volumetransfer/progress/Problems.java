package io.jenkins.plugins.volumetransfer.progress;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rsync complained about in one attempt. However many complaints there are, this stays small.
 *
 * @param first the first complaints, at most {@link #FIRST_MAX}, each at most 1,000 characters and
 *     without control characters
 * @param counts how many there were of each kind that occurred, kept or not
 * @param verdict rsync's reason for its exit code, {@code rsync error: ... (code 23) at ...} or
 *     {@code rsync warning: ...}. Of several, the first: the others only follow from it.
 */
public record Problems(
    List<String> first, Map<ProblemKind, Long> counts, Optional<String> verdict) {

  /** How many complaints are kept as text. */
  public static final int FIRST_MAX = 20;

  static final Problems NONE = new Problems(List.of(), Map.of(), Optional.empty());

  private static final String ERROR = "rsync error: ";
  private static final String WARNING = "rsync warning: ";

  /** What rsync's complaints begin with; {@code rwrite} and {@code rsyserr} in its sources. */
  private static final List<String> PREFIXES =
      List.of(
          "rsync: ",
          "file has vanished: ",
          "directory has vanished: ",
          "@ERROR",
          "ERROR: ",
          "WARNING: ",
          "IO error ",
          "cannot delete ",
          "could not make way for ",
          "Deletions stopped due to ",
          "skipping non-regular file ",
          "*** Skipping ",
          "Invalid ");

  public Problems {
    first = List.copyOf(first);
    counts = Map.copyOf(counts);
  }

  /** How many complaints there were, kept or not. */
  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of this kind there were, kept or not. */
  public long count(ProblemKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** These with what the line complains about; empty if it is no complaint. */
  Optional<Problems> with(String line) {
    if (line.startsWith(ERROR) || line.startsWith(WARNING)) {
      return Optional.of(
          verdict.isPresent() ? this : new Problems(first, counts, Optional.of(Excerpt.of(line))));
    }
    for (String prefix : PREFIXES) {
      if (line.startsWith(prefix)) {
        return Optional.of(withComplaint(line));
      }
    }
    return Optional.empty();
  }

  private Problems withComplaint(String line) {
    Map<ProblemKind, Long> more = new EnumMap<>(ProblemKind.class);
    more.putAll(counts);
    more.merge(ProblemKind.of(line), 1L, Long::sum);
    if (first.size() == FIRST_MAX) {
      return new Problems(first, more, verdict);
    }
    List<String> longer = new ArrayList<>(first);
    longer.add(Excerpt.of(line));
    return new Problems(longer, more, verdict);
  }
}
