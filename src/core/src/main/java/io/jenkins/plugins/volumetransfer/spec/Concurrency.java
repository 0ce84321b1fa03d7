package io.jenkins.plugins.volumetransfer.spec;

/**
 * How the transfers of a run stand to each other.
 *
 * @param max how many are under way at the same time, 1 to 1000; the others wait for their turn
 * @param failFast the first failure ends those under way, and those that wait are never started
 */
public record Concurrency(int max, boolean failFast) {
  public static final Concurrency DEFAULT = new Concurrency(8, false);
}
