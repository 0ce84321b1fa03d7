package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import io.jenkins.plugins.volumetransfer.script.Retry;

/**
 * What went wrong.
 *
 * @param message one line without control characters: what happened to what, and what to do where
 *     that is known
 * @param retry whether the same attempt made once more has a chance
 */
public record Failure(Reason reason, String message, Retry retry) {
  public Failure {
    message = Excerpt.line(message);
  }

  public Failure(Reason reason, String message) {
    this(reason, message, reason.retry());
  }

  @Override
  public String toString() {
    return reason + ": " + message;
  }
}
