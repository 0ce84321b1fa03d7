package io.jenkins.plugins.volumetransfer.driver;

/**
 * What holds for all runs of an engine.
 *
 * @param maxConcurrent transfers under way at the same time, of all runs together; at least 1
 * @param owner who runs them, such as {@code user@host}: kept with what is made, for {@code status}
 */
public record EngineOptions(int maxConcurrent, String owner) {
  /** No bound beside those of the runs, and nobody's name. */
  public static final EngineOptions DEFAULT = new EngineOptions(Integer.MAX_VALUE, "");

  public EngineOptions {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException("maxConcurrent is " + maxConcurrent + ", not at least 1");
    }
  }
}
