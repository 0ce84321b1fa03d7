package io.jenkins.plugins.volumetransfer.report.history;

import io.jenkins.plugins.volumetransfer.engine.Phase;
import java.time.Instant;

/**
 * A transfer has begun with a phase; it lasts until the next one, or until the transfer's end.
 *
 * @param attempt from 1; 0 before the first
 */
public record PhaseBegin(Phase phase, int attempt, Instant at) {
  /** With the number of the attempt from the second on. */
  public String text() {
    return phase.text() + (attempt > 1 ? ", attempt " + attempt : "");
  }
}
