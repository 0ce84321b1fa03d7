package io.jenkins.plugins.volumetransfer.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which lines of a container's log are known, so that it can be opened again and go on with the
 * next. A time stamp is no line's identity: CRI-O gives all lines of one read the same, containerd
 * may write those of stdout and stderr out of order, and a node's clock may be set back. So the
 * server is asked for more than is missing, and what it answers is compared line by line; see
 * {@link LogOverlap}.
 *
 * <p>Keeps 16 bytes a line, of the latest {@link #LINES_MAX} at most. Not for several threads.
 */
public final class LogPosition {
  static final int LINES_MAX = 65_536;

  /**
   * How much older than the one before it a line's stamp may be: as far as a clock may be set back.
   * rsync's log of that time is about a megabyte.
   */
  private static final Duration DISORDER = Duration.ofHours(2);

  /** Of how many lines the earliest stamp counts: a clock that was set back is soon noticed. */
  private static final int LATEST = 256;

  private long[] times = new long[16];
  private long[] texts = new long[16];
  private int size;
  private String last = "";

  /** All lines up to this second were given up, for want of room. */
  private Instant forgotten = Instant.MIN;

  private LogPosition() {}

  /** Of a log of which nothing is known. */
  public static LogPosition start() {
    return new LogPosition();
  }

  /** The same, whatever becomes known here or there. */
  public LogPosition copy() {
    LogPosition copy = new LogPosition();
    copy.times = times.clone();
    copy.texts = texts.clone();
    copy.size = size;
    copy.last = last;
    copy.forgotten = forgotten;
    return copy;
  }

  /** One more line is known. */
  public void add(Instant at, String line) {
    if (size == LINES_MAX) {
      forgetHalf();
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      texts = Arrays.copyOf(texts, 2 * size);
    }
    times[size] = nanos(at);
    texts[size] = fingerprint(line);
    last = line;
    size++;
  }

  private void forgetHalf() {
    int half = size / 2;
    long latest = Arrays.stream(times, 0, half).max().orElseThrow();
    Instant second = instant(latest).truncatedTo(ChronoUnit.SECONDS);
    forgotten = second.isAfter(forgotten) ? second : forgotten;
    System.arraycopy(times, half, times, 0, size - half);
    System.arraycopy(texts, half, texts, 0, size - half);
    size -= half;
  }

  /** From when on the log has to be read again, in whole seconds; empty: from its beginning. */
  Optional<Instant> since() {
    if (size == 0) {
      return Optional.empty();
    }
    long earliest = Arrays.stream(times, Math.max(0, size - LATEST), size).min().orElseThrow();
    Instant wanted = instant(earliest).minus(DISORDER).truncatedTo(ChronoUnit.SECONDS);
    // Of a second that was given up in part, none of the lines can be told from new ones.
    return Optional.of(wanted.isAfter(forgotten) ? wanted : forgotten.plusSeconds(1));
  }

  /** How what is read since then goes together with what is known. */
  LogOverlap overlap() {
    Optional<Instant> since = since();
    if (since.isEmpty()) {
      return LogOverlap.none();
    }
    long from = nanos(since.get());
    long[] knownTimes = new long[size];
    long[] knownTexts = new long[size];
    int known = 0;
    for (int i = 0; i < size; i++) {
      if (times[i] >= from) {
        knownTimes[known] = times[i];
        knownTexts[known++] = texts[i];
      }
    }
    return new LogOverlap(
        since.get(),
        Arrays.copyOf(knownTimes, known),
        Arrays.copyOf(knownTexts, known),
        size > 0 && times[size - 1] >= from ? Optional.of(last) : Optional.empty());
  }

  static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  /** FNV-1a, 64 bits. */
  static long fingerprint(String line) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
