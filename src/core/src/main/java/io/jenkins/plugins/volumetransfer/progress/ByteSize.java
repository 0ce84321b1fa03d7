package io.jenkins.plugins.volumetransfer.progress;

/**
 * Bytes as text for people, in powers of 1024 with their IEC names, as Kubernetes writes the sizes
 * of claims: {@code 512 B}, {@code 1.2 GiB}, {@code 12.3 MiB/s}.
 */
public final class ByteSize {

  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final double STEP = 1024;

  private ByteSize() {}

  /** With one decimal, rounded, from 1 KiB on. */
  public static String text(long bytes) {
    return text((double) bytes);
  }

  /** The same for a rate; what is no number, or not finite, is {@code ? B/s}. */
  public static String perSecond(double bytesPerSecond) {
    return (Double.isFinite(bytesPerSecond) ? text(bytesPerSecond) : "? B") + "/s";
  }

  private static String text(double bytes) {
    if (bytes < 0) {
      return "-" + text(-bytes);
    }
    if (Math.round(bytes) < STEP) {
      return Math.round(bytes) + " B";
    }
    double value = bytes / STEP;
    int unit = 0;
    // Rounded before it is compared, or there would be a "1024.0 KiB".
    while (Math.round(value * 10) >= STEP * 10 && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
  }
}
