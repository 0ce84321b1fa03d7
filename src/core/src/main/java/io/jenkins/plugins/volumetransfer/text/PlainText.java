package io.jenkins.plugins.volumetransfer.text;

import java.util.Locale;

/** Texts that others wrote, and that people read on a terminal, in a log or on a page. */
public final class PlainText {
  /** What a decoder writes for bytes that it does not understand. */
  private static final int REPLACEMENT = 0xfffd;

  private PlainText() {}

  /** Whether nothing was lost when the text was decoded, and nothing is when it is encoded. */
  public static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(c -> c == REPLACEMENT || Character.getType(c) == Character.SURROGATE);
  }

  /** Whether it has signs that no one sees, but that a terminal or a page obeys. */
  public static boolean isVisible(String text) {
    return text.codePoints().noneMatch(PlainText::steers);
  }

  /**
   * The text with signs that steer a terminal or turn the direction of writing shown by their
   * number, such as {@code \}{@code u001b}. It stays one line.
   */
  public static String visible(String text) {
    if (isVisible(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (steers(c)) {
                shown.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** As {@link #visible}, but line breaks and tabs are what they are. */
  public static String visibleLines(String text) {
    if (isVisible(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c ->
                shown.append(
                    c == '\n' || c == '\t'
                        ? Character.toString(c)
                        : visible(Character.toString(c))));
    return shown.toString();
  }

  /**
   * Whether no one sees this code point but by what it does: controls, line separators, half
   * letters, and what has no width, such as joiners, overrides and tags.
   */
  public static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
