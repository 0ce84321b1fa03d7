package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A transfer failed; a Pipeline may catch it and look at the class of the failure. */
public final class TransferFailedException extends AbortException {
  private static final long serialVersionUID = 1L;

  /** What the Pipeline asks for can't be read; nothing was done. */
  static final String INVALID_SPEC = "INVALID_SPEC";

  private final String reason;

  /**
   * @param reason a name of docs/failures.md, or {@link #INVALID_SPEC}
   * @param message one line: what happened, why, and what to do; no secret
   */
  TransferFailedException(String reason, String message) {
    super(reason + ": " + Excerpt.line(message));
    this.reason = reason;
  }

  /** The class of the failure, such as {@code NO_SPACE}. */
  @Whitelisted
  public String getReason() {
    return reason;
  }
}
