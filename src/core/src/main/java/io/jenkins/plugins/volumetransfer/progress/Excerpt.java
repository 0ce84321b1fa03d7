package io.jenkins.plugins.volumetransfer.progress;

/** A line of somebody else's, made fit to be kept and shown. */
public final class Excerpt {

  /** Room for a path and a message; rsync's paths go up to 4096 characters. */
  public static final int LENGTH_MAX = 1_000;

  private Excerpt() {}

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
