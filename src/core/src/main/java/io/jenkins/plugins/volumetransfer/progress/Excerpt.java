package io.jenkins.plugins.volumetransfer.progress;

import io.jenkins.plugins.volumetransfer.text.PlainText;
import java.util.regex.Pattern;

/** A line of somebody else's, made fit to be kept and shown. */
public final class Excerpt {

  /** Room for a path and a message; rsync's paths go up to 4096 characters. */
  public static final int LENGTH_MAX = 1_000;

  private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");

  private Excerpt() {}

  /** All of it as one line, without {@linkplain PlainText#steers signs that steer}. */
  public static String line(String text) {
    return masked(BREAK.matcher(text.strip()).replaceAll(" "));
  }

  /** At most {@link #LENGTH_MAX} characters, without signs that steer: terminals obey them. */
  public static String of(String line) {
    return line.length() <= LENGTH_MAX
        ? masked(line)
        : masked(line.substring(0, LENGTH_MAX - 1)) + "…";
  }

  private static String masked(String text) {
    if (PlainText.isVisible(text)) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    text.codePoints().forEach(c -> masked.appendCodePoint(PlainText.steers(c) ? '?' : c));
    return masked.toString();
  }
}
