package io.jenkins.plugins.volumetransfer.cluster;

/**
 * How the tries of a request went.
 *
 * @param sent how often it was made
 * @param open how many of these were not answered by an error of the server: it has done what they
 *     ask for, or it may do so later yet
 */
public record Tried(int sent, int open) {
  /** Asked once, and answered. */
  public static final Tried ONCE = new Tried(1, 0);

  Tried and(Tried before) {
    return new Tried(before.sent + sent, before.open + open);
  }

  /** Of these, one is known to have been done. */
  public Tried butOne() {
    return new Tried(sent, Math.max(0, open - 1));
  }
}
