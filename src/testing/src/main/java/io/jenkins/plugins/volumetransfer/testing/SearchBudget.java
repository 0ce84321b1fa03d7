package io.jenkins.plugins.volumetransfer.testing;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How much CPU time a long search may take: that of the Java virtual machine and of its processes,
 * from when the budget was made. The search looks at it between two cases, and ends when it is
 * spent; how many cases it has covered by then it prints with {@link #covered}.
 */
public final class SearchBudget {
  /** CPU seconds of each search, as {@code -Dsearch.cpu.seconds=60}; without it, no limit. */
  public static final String PROPERTY = "search.cpu.seconds";

  /** To look at all processes takes some milliseconds: so not more often than this. */
  private static final long LOOK_NANOS = 200_000_000;

  private final Optional<Duration> limit;
  private final Supplier<Duration> clock;
  private final LongSupplier nanos;
  private final Duration beginning;
  private long lastLook;
  private boolean isSpent;

  /**
   * @param limit of CPU time; empty for a search to its end
   * @param nanos wall time
   */
  SearchBudget(Optional<Duration> limit, Supplier<Duration> clock, LongSupplier nanos) {
    this.limit = limit;
    this.clock = clock;
    this.nanos = nanos;
    beginning = clock.get();
    lastLook = nanos.getAsLong() - LOOK_NANOS;
  }

  /**
   * What {@link #PROPERTY} says, from now on.
   *
   * @throws IllegalArgumentException if that is no whole number of seconds
   */
  public static SearchBudget ofProperty() {
    String seconds = System.getProperty(PROPERTY, "");
    return new SearchBudget(
        seconds.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(parse(seconds))),
        CpuTime::withLiving,
        System::nanoTime);
  }

  private static long parse(String seconds) {
    if (!seconds.matches("\\d{1,7}")) {
      throw new IllegalArgumentException(
          "-D%s=%s: write a whole number of CPU seconds, such as 60".formatted(PROPERTY, seconds));
    }
    return Long.parseLong(seconds);
  }

  /** Cheap enough to be asked before each case, by several threads too. */
  public synchronized boolean isSpent() {
    if (!isSpent && limit.isPresent() && nanos.getAsLong() - lastLook >= LOOK_NANOS) {
      isSpent = spent().compareTo(limit.get()) >= 0;
      lastLook = nanos.getAsLong();
    }
    return isSpent;
  }

  private Duration spent() {
    return clock.get().minus(beginning);
  }

  /** For people: {@code 1,200 of 20,000 schedules (6 %) in 60 CPU seconds}. */
  public String covered(long done, long all, String what) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d %s (%d %%) in %d CPU seconds",
        done,
        all,
        what,
        all == 0 ? 100 : 100 * done / all,
        spent().toSeconds());
  }
}
