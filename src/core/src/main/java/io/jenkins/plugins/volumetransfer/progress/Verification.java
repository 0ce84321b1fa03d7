package io.jenkins.plugins.volumetransfer.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code verify.sh} has told of the comparison of one volume with its copy.
 *
 * @param sourceBytes bytes of contents read at the source so far
 * @param destinationBytes the same at the destination
 * @param first the first differences, at most {@link #FIRST_MAX}: a path, and what differs there
 * @param verdict present once both sides have been compared
 */
public record Verification(
    long sourceBytes, long destinationBytes, List<String> first, Optional<Verdict> verdict) {

  /** How many differences are kept as text. */
  public static final int FIRST_MAX = 10;

  static final Verification BEGUN = new Verification(0, 0, List.of(), Optional.empty());

  public Verification {
    first = List.copyOf(first);
  }

  /**
   * @param entries of the source: files, directories, links and all else
   * @param bytes of the source's contents
   * @param seconds that it took
   * @param changed paths that are on both sides, and not the same
   * @param missing paths that are only at the source
   * @param additional paths that are only at the destination
   * @param leftAlone the same where the copy was not to delete them: no difference
   * @param notCompared what the options leave out, for people; empty: nothing
   */
  public record Verdict(
      long entries,
      long bytes,
      long seconds,
      long changed,
      long missing,
      long additional,
      long leftAlone,
      String notCompared) {}

  /** How many paths differ; 0 as long as that is not known. */
  public long differences() {
    return verdict.map(v -> v.changed() + v.missing() + v.additional()).orElse(0L);
  }

  /** One line: the verdict, and the first differences if there are any. */
  public String summary() {
    if (verdict.isEmpty()) {
      return "verifying";
    }
    Verdict found = verdict.get();
    String without = found.notCompared().isEmpty() ? "" : ", without " + found.notCompared();
    if (differences() == 0) {
      return String.format(
          Locale.ROOT,
          "verified %,d entries, %s, in %d s%s",
          found.entries(),
          ByteSize.text(found.bytes()),
          found.seconds(),
          without);
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d entries differ (%,d changed, %,d missing, %,d only at the destination)%s: %s",
        differences(),
        found.entries(),
        found.changed(),
        found.missing(),
        found.additional(),
        without,
        String.join(" | ", first));
  }

  Verification with(Marker.Verifying marker) {
    return new Verification(marker.sourceBytes(), marker.destinationBytes(), first, verdict);
  }

  Verification with(Marker.Differs marker) {
    if (first.size() == FIRST_MAX) {
      return this;
    }
    List<String> longer = new ArrayList<>(first);
    longer.add(Excerpt.of(marker.text()));
    return new Verification(sourceBytes, destinationBytes, longer, verdict);
  }

  Verification with(Marker.Verified marker) {
    return new Verification(sourceBytes, destinationBytes, first, Optional.of(marker.verdict()));
  }
}
