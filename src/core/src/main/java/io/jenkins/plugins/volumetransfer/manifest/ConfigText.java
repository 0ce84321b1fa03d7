package io.jenkins.plugins.volumetransfer.manifest;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The only way into a configuration file. A value with a line break would be a line of its own, and
 * a line of stunnel.conf or rsyncd.conf can run a command: so no value may have a control
 * character, wherever it comes from.
 */
final class ConfigText {
  private static final Pattern FORBIDDEN = Pattern.compile("\\p{Cc}");

  private ConfigText() {}

  /**
   * The lines with the values in their places.
   *
   * @param lines as {@link String#format} takes them, a line break at the end
   * @throws IllegalArgumentException if a value can't stand in one line
   */
  static String of(String lines, Object... values) {
    for (Object value : values) {
      value(String.valueOf(value));
    }
    return String.format(Locale.ROOT, lines, values);
  }

  /** The value itself, if it may stand in a line. */
  static String value(String value) {
    if (FORBIDDEN.matcher(value).find()) {
      throw new IllegalArgumentException(
          "a value of a configuration file has a control character: "
              + FORBIDDEN.matcher(value).replaceAll("?"));
    }
    return value;
  }
}
