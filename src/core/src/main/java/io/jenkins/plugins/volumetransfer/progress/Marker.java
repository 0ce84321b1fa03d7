package io.jenkins.plugins.volumetransfer.progress;

/** A line that the script of the rsync container writes itself. */
sealed interface Marker {

  String PREFIX = "volume-transfer: ";

  record Begins(String volume) implements Marker {}

  record Ended(String volume, int code) implements Marker {}

  /** Anything else it has to say. */
  record Message(String text) implements Marker {}

  String VOLUME = "volume-transfer: volume ";
  String BEGINS = " begins";
  String ENDED = " ended with code ";
  int CODE_MAX = 255;
  int CODE_DIGITS_MAX = 3;

  /**
   * @param line starts with {@link #PREFIX}
   */
  static Marker parse(String line) {
    if (line.startsWith(VOLUME)) {
      int nameEnd = line.indexOf(' ', VOLUME.length());
      if (nameEnd > VOLUME.length()) {
        String volume = line.substring(VOLUME.length(), nameEnd);
        if (line.length() == nameEnd + BEGINS.length() && line.endsWith(BEGINS)) {
          return new Begins(volume);
        }
        if (line.startsWith(ENDED, nameEnd)) {
          int code = code(line, nameEnd + ENDED.length());
          if (code >= 0 && code <= CODE_MAX) {
            return new Ended(volume, code);
          }
        }
      }
    }
    return new Message(line.substring(PREFIX.length()));
  }

  /** -1 unless there are one to three digits, and nothing else. */
  private static int code(String line, int from) {
    int code = 0;
    for (int i = from; i < line.length(); i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i - from >= CODE_DIGITS_MAX) {
        return -1;
      }
      code = code * 10 + digit;
    }
    return from < line.length() ? code : -1;
  }
}
