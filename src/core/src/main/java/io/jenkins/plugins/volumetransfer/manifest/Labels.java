package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.ObjectLabels;
import java.util.Map;
import java.util.TreeMap;

/**
 * How everything that a run makes is found again, from the cluster alone. One prefix for all; see
 * docs/objects.md.
 */
public final class Labels {
  public static final String MANAGED_BY = ObjectLabels.MANAGED_BY;
  public static final String MANAGED_BY_US = "volume-transfer";
  private static final String PREFIX = ObjectLabels.PREFIX;
  public static final String RUN = PREFIX + "run";
  public static final String TRANSFER = PREFIX + "transfer";
  public static final String SIDE = PREFIX + "side";
  public static final String ATTEMPT = PREFIX + "attempt";

  /** Annotation: from this instant (ISO 8601, UTC) on, {@code cleanup} may remove the object. */
  public static final String EXPIRES = PREFIX + "expires";

  /** Annotation of the destination's ConfigMap: name of the Route that belongs to it, if any. */
  public static final String ROUTE = PREFIX + "route";

  /** Annotation of ConfigMaps: who runs the run, such as {@code user@host}; may be missing. */
  public static final String OWNER = PREFIX + "owner";

  /**
   * Annotation of ConfigMaps: stands for what is copied and how, so that a run is only gone on with
   * as it was begun.
   */
  public static final String PLAN = PREFIX + "plan";

  /**
   * Annotation of ConfigMaps and pods: tells what one process has made from all else of that name.
   */
  public static final String NONCE = PREFIX + "nonce";

  /**
   * Annotation of ConfigMaps: {@link #NONE} if the run was told to make no NetworkPolicy. Else it
   * is missing.
   */
  public static final String NETWORK_POLICIES = PREFIX + "network-policies";

  public static final String NONE = "none";

  private Labels() {}

  static Map<String, String> of(RunId run, Transfer transfer, Side side) {
    Map<String, String> labels = selector(run, transfer, side);
    labels.put(MANAGED_BY, MANAGED_BY_US);
    labels.put(ObjectLabels.APPLICATION, MANAGED_BY_US);
    return labels;
  }

  /** Tells the pods of one side of a transfer from all others. Sorted, as people compare plans. */
  static Map<String, String> selector(RunId run, Transfer transfer, Side side) {
    return new TreeMap<>(Map.of(RUN, run.value(), TRANSFER, transfer.name(), SIDE, side.label()));
  }
}
