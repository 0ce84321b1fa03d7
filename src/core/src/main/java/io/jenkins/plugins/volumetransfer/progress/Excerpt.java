package io.jenkins.plugins.volumetransfer.progress;

import java.util.regex.Pattern;

/** A line of somebody else's, made fit to be kept and shown. */
public final class Excerpt {

  /** Room for a path and a message; rsync's paths go up to 4096 characters. */
  public static final int LENGTH_MAX = 1_000;

  private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private Excerpt() {}

  /** All of it as one line, without control characters. */
  public static String line(String text) {
    return CONTROL.matcher(BREAK.matcher(text.strip()).replaceAll(" ")).replaceAll("?");
  }

  /** At most {@link #LENGTH_MAX} characters, without control characters: terminals obey them. */
  public static String of(String line) {
    return of(line, LENGTH_MAX);
  }

  /**
   * The same, of another length. What is too much is cut out of the middle, where paths stand: a
   * reason stands at the end.
   */
  static String of(String line, int lengthMax) {
    String text = line;
    if (line.length() > lengthMax) {
      int end = lengthMax / 2;
      text = line.substring(0, lengthMax - 1 - end) + "…" + line.substring(line.length() - end);
    }
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      kept.append(Character.isISOControl(c) ? '?' : c);
    }
    return kept.toString();
  }
}
