package io.jenkins.plugins.volumetransfer.manifest;

/**
 * Names of what a transfer makes: {@code vt-RUN-TRANSFER-SIDE}, for all but the pods, which have
 * their attempt's number behind it. At most 63 characters.
 */
public final class ObjectNames {
  private ObjectNames() {}

  public static String base(RunId run, Transfer transfer, Side side) {
    return "vt-" + run + "-" + transfer.name() + "-" + side.label();
  }

  /**
   * @param attempt from 1
   */
  public static String pod(RunId run, Transfer transfer, Side side, int attempt) {
    return base(run, transfer, side) + "-" + attempt;
  }
}
