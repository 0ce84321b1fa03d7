package io.jenkins.plugins.volumetransfer.manifest;

/**
 * Names of what a transfer makes: {@code vt-RUN-TRANSFER-SIDE}, for all but the pods, which have
 * their attempt's number behind it. At most 63 characters.
 */
public final class ObjectNames {
  /** Room for {@code vt-}, the id of a run and what tells its transfers apart. */
  private static final int ROUTE_LENGTH_MIN = 22;

  private ObjectNames() {}

  public static String base(RunId run, Transfer transfer, Side side) {
    return "vt-" + run + "-" + transfer.name() + "-" + side.label();
  }

  /**
   * OpenShift makes a Route's host of its name and its namespace, in one DNS label: so it is
   * shorter where the namespace's name is long.
   */
  public static String route(RunId run, Transfer transfer) {
    String namespace = transfer.namespace(Side.DESTINATION);
    int room = Names.LABEL_LENGTH_MAX - 1 - namespace.length();
    return Names.label("vt-" + run + "-" + transfer.name(), Math.max(ROUTE_LENGTH_MIN, room));
  }

  /**
   * @param attempt from 1
   */
  public static String pod(RunId run, Transfer transfer, Side side, int attempt) {
    return base(run, transfer, side) + "-" + attempt;
  }
}
