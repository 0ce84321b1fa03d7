package io.jenkins.plugins.volumetransfer.spec;

import java.time.Duration;

/**
 * How often a failed attempt is followed by another.
 *
 * @param limit attempts after the first, 0 to 20
 * @param firstDelay wait before the first of them; doubles each time, up to two minutes; the engine
 *     adds up to a fifth
 */
public record Retries(int limit, Duration firstDelay) {
  public static final Retries DEFAULT = new Retries(3, Duration.ofSeconds(5));
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);

  Retries none() {
    return new Retries(0, firstDelay);
  }

  /** The wait before attempt {@code number} (2 is the first retry). */
  public Duration delayBefore(int number) {
    int doublings = Math.min(Math.max(number - 2, 0), 16);
    Duration delay = firstDelay.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }
}
