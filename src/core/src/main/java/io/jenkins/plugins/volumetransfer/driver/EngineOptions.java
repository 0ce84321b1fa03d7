package io.jenkins.plugins.volumetransfer.driver;

/**
 * What holds for all runs of an engine.
 *
 * @param maxConcurrent transfers under way at the same time, of all runs together; at least 1
 * @param owner who runs them, such as {@code user@host}: kept with what is made, for {@code status}
 * @param logEnds what becomes of the pods' logs
 */
public record EngineOptions(int maxConcurrent, String owner, LogEnds logEnds) {
  /** No bound beside those of the runs, nobody's name, and logs are left. */
  public static final EngineOptions DEFAULT =
      new EngineOptions(Integer.MAX_VALUE, "", LogEnds.LEFT);

  public EngineOptions {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException("maxConcurrent is " + maxConcurrent + ", not at least 1");
    }
  }
}
