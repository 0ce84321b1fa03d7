package io.jenkins.plugins.volumetransfer.spec;

import java.util.OptionalLong;

/**
 * How the transfers of a run stand to each other.
 *
 * @param max how many are under way at the same time, 1 to 1000; the others wait for their turn
 * @param failFast the first failure ends those under way, and those that wait are never started
 * @param bytesPerSecond of all together at most; empty: no limit
 */
public record Concurrency(int max, boolean failFast, OptionalLong bytesPerSecond) {
  public static final Concurrency DEFAULT = new Concurrency(8, false);

  /** Without a limit of bytes. */
  public Concurrency(int max, boolean failFast) {
    this(max, failFast, OptionalLong.empty());
  }

  /**
   * What each may have at most, whatever the others do.
   *
   * @param transfers how many there are
   */
  public OptionalLong bytesPerSecondOfEach(int transfers) {
    return bytesPerSecond.isPresent()
        ? OptionalLong.of(
            Math.max(1, bytesPerSecond.getAsLong() / Math.max(1, Math.min(max, transfers))))
        : OptionalLong.empty();
  }
}
