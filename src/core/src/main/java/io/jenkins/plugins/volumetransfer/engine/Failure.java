package io.jenkins.plugins.volumetransfer.engine;

/**
 * What went wrong.
 *
 * @param message one line: what happened to what, and what to do where that is known
 */
public record Failure(Reason reason, String message) {
  public Failure {
    message = message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public String toString() {
    return reason + ": " + message;
  }
}
