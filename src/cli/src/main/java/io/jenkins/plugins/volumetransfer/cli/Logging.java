package io.jenkins.plugins.volumetransfer.cli;

import java.util.logging.Logger;

/**
 * How much is logged to stderr. Without {@code --debug}: warnings of ours, nothing of the
 * libraries; what they have to say comes as errors, in our words.
 */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  /** Never finer than debug: below it, the Kubernetes client logs bodies, Secrets included. */
  enum Level {
    WARNINGS,
    DEBUG
  }

  /** To be called before anything logs: slf4j-simple looks once. */
  static void begin(Level level) {
    if (level == Level.DEBUG) {
      System.setProperty(PREFIX + "defaultLogLevel", "debug");
      System.setProperty(PREFIX + "log.io.fabric8", "debug");
    }
  }

  /** Holds okhttp's logger, which is not slf4j's; else it is collected, its level with it. */
  static final class OkHttp {
    private static final Logger LOGGER = Logger.getLogger("okhttp3");

    private OkHttp() {}

    static void silence() {
      LOGGER.setLevel(java.util.logging.Level.OFF);
    }
  }
}
