package io.jenkins.plugins.volumetransfer.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast bytes grow: the mean over the last {@link #WINDOW}. Reads no clock; whoever asks says
 * what time it is, so that the rate falls to 0 when nothing is observed any more.
 *
 * <p>It keeps at most one observation per {@link #SPACING}, and so a bounded number, however often
 * one is made. It starts anew when bytes become fewer (another attempt), or time goes back (a clock
 * was set).
 */
public final class Rate {

  /** Long enough to smooth the gaps between files, short enough to show a change. */
  public static final Duration WINDOW = Duration.ofSeconds(30);

  /** The distance between observations that are kept, but for the latest. */
  public static final Duration SPACING = Duration.ofMillis(500);

  /** Over less time than this, a rate would be noise. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Beyond this, the time left is as good as unknown. */
  public static final Duration LONGEST_LEFT = Duration.ofHours(1000);

  private static final Rate NONE = new Rate(List.of(), Optional.empty());

  private record Observation(Instant at, long bytes) {}

  /** Oldest first; the first may be older than the window, to measure its whole length. */
  private final List<Observation> kept;

  private final Optional<Observation> latest;

  private Rate(List<Observation> kept, Optional<Observation> latest) {
    this.kept = kept;
    this.latest = latest;
  }

  /** Before the first observation. */
  public static Rate none() {
    return NONE;
  }

  /**
   * With one more observation.
   *
   * @param at when it was made
   * @param bytes how many there were then in total, not since the last time
   */
  public Rate with(Instant at, long bytes) {
    Observation observation = new Observation(at, bytes);
    if (latest.isEmpty() || bytes < latest.get().bytes() || at.isBefore(latest.get().at())) {
      return new Rate(List.of(observation), Optional.of(observation));
    }
    if (at.isBefore(kept.get(kept.size() - 1).at().plus(SPACING))) {
      return new Rate(kept, Optional.of(observation));
    }
    List<Observation> next = new ArrayList<>(kept.subList(base(at), kept.size()));
    next.add(observation);
    return new Rate(List.copyOf(next), Optional.of(observation));
  }

  /**
   * Bytes per second up to now; empty until it can be told.
   *
   * @param now by the clock that the observations have their time from; before the latest of them,
   *     it is taken for that one's
   */
  public OptionalDouble bytesPerSecond(Instant now) {
    if (latest.isEmpty()) {
      return OptionalDouble.empty();
    }
    Instant end = now.isBefore(latest.get().at()) ? latest.get().at() : now;
    Observation base = kept.get(base(end));
    double seconds = Duration.between(base.at(), end).toMillis() / 1e3;
    if (seconds < SHORTEST.toSeconds()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((latest.get().bytes() - base.bytes()) / seconds);
  }

  /**
   * How long the bytes that are left will take at this rate, to the second; empty if the rate is
   * unknown or so low that it would be more than {@link #LONGEST_LEFT}.
   *
   * @param bytesLeft 0 or fewer take no time
   */
  public Optional<Duration> timeLeft(long bytesLeft, Instant now) {
    if (bytesLeft <= 0) {
      return Optional.of(Duration.ZERO);
    }
    OptionalDouble rate = bytesPerSecond(now);
    if (rate.isEmpty() || bytesLeft > rate.getAsDouble() * LONGEST_LEFT.toSeconds()) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds((long) Math.ceil(bytesLeft / rate.getAsDouble())));
  }

  /** The index of the last one kept that is at least a window old, or else of the oldest. */
  private int base(Instant now) {
    Instant start = now.minus(WINDOW);
    int base = 0;
    while (base + 1 < kept.size() && !kept.get(base + 1).at().isAfter(start)) {
      base++;
    }
    return base;
  }
}
