package io.jenkins.plugins.volumetransfer.progress;

import java.util.Optional;

/**
 * One update of {@code --info=progress2}, such as {@code 1,234,567 12% 10.50MB/s 0:00:12 (xfr#5,
 * to-chk=169/396)}; rsync's {@code progress.c} writes it. The part in parentheses comes only when a
 * file is finished.
 *
 * @param bytes of files handled so far
 * @param percent of the bytes found so far, 0 to 100
 * @param files absent when the part in parentheses is
 * @param rest what follows on the same line: rsync ends an update without a line break, so an error
 *     of its own, or our next marker after rsync was killed, may stand there
 */
record ProgressLine(long bytes, int percent, Optional<FileCount> files, String rest) {

  private static final int PERCENT_MAX = 100;

  static Optional<ProgressLine> parse(String line) {
    int start = skipBlanks(line, 0);
    int end = tokenEnd(line, start);
    long bytes = RsyncNumber.parse(line, start, end);
    if (bytes < 0) {
      return Optional.empty();
    }

    start = skipBlanks(line, end);
    end = tokenEnd(line, start);
    int percent = percent(line, start, end);
    if (percent < 0) {
      return Optional.empty();
    }

    // The rate and the time left are not used, but tell an update from a file's name.
    start = skipBlanks(line, end);
    end = tokenEnd(line, start);
    if (end - start < 3 || !line.startsWith("B/s", end - 3)) {
      return Optional.empty();
    }
    start = skipBlanks(line, end);
    end = timeEnd(line, start);
    if (end == start) {
      return Optional.empty();
    }

    start = skipBlanks(line, end);
    int close = line.startsWith("(xfr#", start) ? line.indexOf(')', start) : -1;
    Optional<FileCount> files = close < 0 ? Optional.empty() : files(line, start, close);
    int rest = files.isPresent() ? close + 1 : start;
    return Optional.of(new ProgressLine(bytes, percent, files, line.substring(rest).strip()));
  }

  private static int percent(String line, int start, int end) {
    if (end - start < 2 || line.charAt(end - 1) != '%') {
      return -1;
    }
    if (line.charAt(start) == '-') {
      return RsyncNumber.parse(line, start + 1, end - 1) < 0 ? -1 : 0;
    }
    return (int) Math.min(PERCENT_MAX, RsyncNumber.parse(line, start, end - 1));
  }

  /** Between {@code (xfr#} and {@code )}: {@code 5, to-chk=169/396}. */
  private static Optional<FileCount> files(String line, int open, int close) {
    int comma = line.indexOf(", ", open);
    int slash = line.lastIndexOf('/', close);
    int equals = line.lastIndexOf('=', slash);
    if (comma < 0 || equals < comma || slash < equals) {
      return Optional.empty();
    }
    long transferred = RsyncNumber.parse(line, open + "(xfr#".length(), comma);
    long toCheck = RsyncNumber.parse(line, equals + 1, slash);
    long found = RsyncNumber.parse(line, slash + 1, close);
    if (transferred < 0 || toCheck < 0 || found < 0) {
      return Optional.empty();
    }
    FileList list = line.startsWith("to-chk", comma + 2) ? FileList.COMPLETE : FileList.GROWING;
    return Optional.of(new FileCount(transferred, Math.max(0, found - toCheck), found, list));
  }

  private static int skipBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static int tokenEnd(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) != ' ') {
      at++;
    }
    return at;
  }

  /** {@code 0:00:12} or {@code ??:??:??}. */
  private static int timeEnd(String line, int from) {
    int at = from;
    while (at < line.length() && isTime(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isTime(char c) {
    return (c >= '0' && c <= '9') || c == ':' || c == '?' || c == '-';
  }
}
