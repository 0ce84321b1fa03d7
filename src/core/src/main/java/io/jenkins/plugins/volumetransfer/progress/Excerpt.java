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
    int length = Math.min(line.length(), LENGTH_MAX);
    StringBuilder kept = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = line.charAt(i);
      kept.append(Character.isISOControl(c) ? '?' : c);
    }
    if (line.length() > LENGTH_MAX) {
      kept.setCharAt(LENGTH_MAX - 1, '…');
    }
    return kept.toString();
  }
}
