package io.jenkins.plugins.volumetransfer.progress;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that the script of the rsync container writes itself. */
sealed interface Marker {
  /** The log with this line, too. */
  RsyncLog addTo(RsyncLog log);

  String PREFIX = "volume-transfer: ";

  record Begins(String volume) implements Marker {
    @Override
    public RsyncLog addTo(RsyncLog log) {
      return log.with(this);
    }
  }

  record Ended(String volume, int code) implements Marker {
    @Override
    public RsyncLog addTo(RsyncLog log) {
      return log.with(this);
    }
  }

  record HasRoom(String volume, Room room) implements Marker {
    @Override
    public RsyncLog addTo(RsyncLog log) {
      return log.with(this);
    }
  }

  /**
   * rsync says nothing, but one of its two ends reads or writes; how much, as the system counts.
   */
  record Working(String volume, long bytes) implements Marker {
    @Override
    public RsyncLog addTo(RsyncLog log) {
      return log;
    }
  }

  /** Bytes of contents that the two sides have read. */
  record Verifying(String volume, long sourceBytes, long destinationBytes) implements Marker {
    @Override
    public RsyncLog addTo(RsyncLog log) {
      return log.with(this);
    }
  }

  record Differs(String volume, String text) implements Marker {
    @Override
    public RsyncLog addTo(RsyncLog log) {
      return log.with(this);
    }
  }

  record Verified(String volume, Verification.Verdict verdict) implements Marker {
    @Override
    public RsyncLog addTo(RsyncLog log) {
      return log.with(this);
    }
  }

  /** Anything else it has to say. */
  record Message(String text) implements Marker {
    @Override
    public RsyncLog addTo(RsyncLog log) {
      return log.with(this);
    }
  }

  String VOLUME = "volume-transfer: volume ";
  String BEGINS = " begins";
  String ENDED = " ended with code ";
  Pattern ROOM =
      Pattern.compile(
          " room: (\\d{1,18}) of (\\d{1,18}) bytes free, (\\d{1,18}) of (\\d{1,18}) inodes");
  Pattern VERIFYING =
      Pattern.compile(
          " verifying: (\\d{1,18}) bytes read at the source, (\\d{1,18}) at the destination");
  Pattern WORKING = Pattern.compile(" working: (\\d{1,18}) bytes");
  String DIFFERS = " differs: ";
  Pattern VERIFIED =
      Pattern.compile(
          " verified: (\\d{1,18}) entries, (\\d{1,18}) bytes, (\\d{1,18}) s; (\\d{1,18}) changed,"
              + " (\\d{1,18}) missing, (\\d{1,18}) additional, (\\d{1,18}) left alone;"
              + " not compared: ?(.*)");
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
    return ofVolume(line).orElseGet(() -> new Message(line.substring(PREFIX.length())));
  }

  private static Optional<Marker> ofVolume(String line) {
    int nameEnd = line.startsWith(VOLUME) ? line.indexOf(' ', VOLUME.length()) : -1;
    if (nameEnd <= VOLUME.length()) {
      return Optional.empty();
    }
    String volume = line.substring(VOLUME.length(), nameEnd);
    String rest = line.substring(nameEnd);
    if (rest.startsWith(DIFFERS)) {
      return Optional.of(new Differs(volume, rest.substring(DIFFERS.length())));
    }
    Matcher room = ROOM.matcher(rest);
    if (room.matches()) {
      return Optional.of(
          new HasRoom(
              volume,
              new Room(number(room, 1), number(room, 2), number(room, 3), number(room, 4))));
    }
    Matcher working = WORKING.matcher(rest);
    if (working.matches()) {
      return Optional.of(new Working(volume, number(working, 1)));
    }
    Matcher verifying = VERIFYING.matcher(rest);
    if (verifying.matches()) {
      return Optional.of(new Verifying(volume, number(verifying, 1), number(verifying, 2)));
    }
    Matcher verified = VERIFIED.matcher(rest);
    return verified.matches()
        ? Optional.of(
            new Verified(
                volume,
                new Verification.Verdict(
                    number(verified, 1),
                    number(verified, 2),
                    number(verified, 3),
                    number(verified, 4),
                    number(verified, 5),
                    number(verified, 6),
                    number(verified, 7),
                    verified.group(8))))
        : Optional.empty();
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
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
