package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.progress.ByteSize;

/**
 * How much there is in all. It never falls within an attempt.
 *
 * @param bytes of all files, sent or found at the destination already
 * @param left bytes that may still have to be sent; 0 of what is copied
 */
public record CopyTotal(long bytes, long left, Certainty certainty) {
  static final CopyTotal NOTHING = new CopyTotal(0, 0, Certainty.EXACT);

  /** Whether rsync has said it. */
  public enum Certainty {
    /** It is taken from a percentage, and rsync may still find files. */
    ABOUT,
    EXACT
  }

  public CopyTotal plus(CopyTotal other) {
    return new CopyTotal(
        bytes + other.bytes,
        left + other.left,
        certainty == Certainty.EXACT ? other.certainty : Certainty.ABOUT);
  }

  /** {@code about 1.2 GiB}, or {@code 1.2 GiB}. */
  public String text() {
    return (certainty == Certainty.ABOUT ? "about " : "") + ByteSize.text(bytes);
  }
}
