package io.jenkins.plugins.volumetransfer.progress;

/**
 * Reads the numbers rsync prints: {@code 1234567}, {@code 1,234,567} (or with dots, in another
 * locale) and, with {@code --human-readable}, {@code 1.23M}.
 *
 * <p>A suffix counts in powers of 1000, as {@code --human-readable} given once does; given twice,
 * rsync counts in powers of 1024 and writes the same letters, so that nobody can tell.
 */
final class RsyncNumber {

  private static final String SUFFIXES = "KMGTPE";
  private static final long POWER = 1000;

  private RsyncNumber() {}

  /**
   * @return the number in {@code text} from {@code start} to {@code end}, exclusive; too large ones
   *     are {@link Long#MAX_VALUE}; -1 if it is no number
   */
  static long parse(String text, int start, int end) {
    if (start >= end) {
      return -1;
    }
    int suffix = SUFFIXES.indexOf(Character.toUpperCase(text.charAt(end - 1)));
    return suffix < 0 ? whole(text, start, end) : scaled(text, start, end - 1, suffix + 1);
  }

  private static long whole(String text, int start, int end) {
    long value = 0;
    boolean digitSeen = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        digitSeen = true;
        value = appended(value, c);
      } else if (!digitSeen || !isSeparator(c)) {
        return -1;
      }
    }
    return digitSeen ? value : -1;
  }

  /** Here the last separator is the decimal one. */
  private static long scaled(String text, int start, int end, int power) {
    int decimal = end;
    for (int i = start; i < end; i++) {
      if (isSeparator(text.charAt(i))) {
        decimal = i;
      }
    }
    long value = whole(text, start, decimal);
    if (value < 0) {
      return -1;
    }
    double fraction = 0;
    double unit = 0.1;
    for (int i = decimal + 1; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      fraction += unit * (text.charAt(i) - '0');
      unit /= 10;
    }
    // A double beyond the range of long becomes Long.MAX_VALUE (JLS 5.1.3).
    return Math.round((value + fraction) * Math.pow(POWER, power));
  }

  private static long appended(long value, char digit) {
    return value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + (digit - '0');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == '.';
  }
}
