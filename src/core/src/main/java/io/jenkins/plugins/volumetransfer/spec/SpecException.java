package io.jenkins.plugins.volumetransfer.spec;

import io.jenkins.plugins.volumetransfer.text.PlainText;

/**
 * A transfer was asked for in a way that can't be carried out as written. The message is one line:
 * the field's path, what is wrong with it, what to write instead.
 */
public final class SpecException extends RuntimeException {
  private final String field;

  public SpecException(String field, String problem) {
    super(
        PlainText.visible(
            (field.isEmpty() ? problem : field + ": " + problem).replaceAll("\\s*\\R\\s*", " ")));
    this.field = field;
  }

  /** Path of the field as the user writes it, such as {@code volumes[1].from}; empty: the whole. */
  public String field() {
    return field;
  }
}
