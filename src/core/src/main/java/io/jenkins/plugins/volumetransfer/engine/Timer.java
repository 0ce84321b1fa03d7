package io.jenkins.plugins.volumetransfer.engine;

/**
 * Names a pending wait; setting the same timer again replaces it.
 *
 * @param attempt so that a timer of a former attempt is told from this one's
 */
public record Timer(String transfer, Kind kind, int attempt) {
  /** What is waited for. */
  public enum Kind {
    POD_START,
    SETTLE,
    NO_PROGRESS,
    LOG_AGAIN,
    /** Until stunnel is asked why there is no tunnel yet, or has answered. */
    TUNNEL_LOG,
    BACK_OFF,
    PODS_GONE,
    FORGET,
    CLAIM_DEADLINE,
    DEADLINE
  }
}
