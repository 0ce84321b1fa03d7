package io.jenkins.plugins.volumetransfer.cli.input;

/**
 * What the user wrote can't be carried out. The message is one line and names the flag or field.
 */
public final class BadInput extends RuntimeException {
  public BadInput(String message) {
    super(message);
  }
}
