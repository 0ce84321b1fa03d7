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
    return base(run, transfer.name(), side);
  }

  /** The same, of a transfer that is known by its name alone. */
  public static String base(RunId run, String transfer, Side side) {
    return "vt-" + run + "-" + transfer + "-" + side.label();
  }

  /**
   * OpenShift makes a Route's host of its name and its namespace, in one DNS label: so it is
   * shorter where the namespace's name is long.
   */
  public static String route(RunId run, Transfer transfer) {
    return route(run, transfer.name(), transfer.namespace(Side.DESTINATION));
  }

  /** The same, of a transfer that is known by its name and destination alone. */
  public static String route(RunId run, String transfer, String namespace) {
    int room = Names.LABEL_LENGTH_MAX - 1 - namespace.length();
    return Names.label("vt-" + run + "-" + transfer, Math.max(ROUTE_LENGTH_MIN, room));
  }

  /**
   * @param attempt from 1
   */
  public static String pod(RunId run, Transfer transfer, Side side, int attempt) {
    return pod(run, transfer.name(), side, attempt);
  }

  /** The same, of a transfer that is known by its name alone. */
  public static String pod(RunId run, String transfer, Side side, int attempt) {
    return base(run, transfer, side) + "-" + attempt;
  }
}
