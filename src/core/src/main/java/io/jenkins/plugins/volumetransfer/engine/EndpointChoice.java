package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.util.Optional;

/**
 * Which endpoint a run takes, and why. Pure: what the clusters say of themselves is handed in.
 *
 * <p>{@code AUTO} never takes NODE_PORT: whether the source's pods reach the destination's nodes is
 * known to nobody beforehand.
 *
 * @param why one clause, for people
 */
public record EndpointChoice(Endpoint endpoint, String why) {

  /** Whether both sides are one cluster, as far as one can tell. */
  public enum Sameness {
    ONE,
    TWO,
    UNKNOWN
  }

  /**
   * What counts.
   *
   * @param routes whether the destination's cluster serves {@code route.openshift.io}
   */
  public record Facts(Sameness sameness, boolean routes) {}

  /** Why what was asked for can't work; empty: nothing speaks against it. */
  public static Optional<Failure> refusal(Endpoint asked, Facts facts) {
    if (asked instanceof Endpoint.ClusterIp && facts.sameness() == Sameness.TWO) {
      return refused(
          "`endpoint: CLUSTER_IP` leads nowhere from another cluster, and source and destination"
              + " are two; write AUTO, LOAD_BALANCER, NODE_PORT or ROUTE");
    }
    if (asked instanceof Endpoint.Route && !facts.routes()) {
      return refused(
          "`endpoint: ROUTE` needs OpenShift, and the destination's cluster does not serve"
              + " route.openshift.io; write AUTO, LOAD_BALANCER or NODE_PORT");
    }
    return Optional.empty();
  }

  private static Optional<Failure> refused(String message) {
    return Optional.of(new Failure(Reason.ENDPOINT_REFUSED, message));
  }

  /** Of what is not refused. */
  public static EndpointChoice of(Endpoint asked, Facts facts) {
    if (!(asked instanceof Endpoint.Auto)) {
      return new EndpointChoice(asked, "as the spec says");
    }
    if (facts.sameness() == Sameness.ONE) {
      return new EndpointChoice(
          new Endpoint.ClusterIp(), "source and destination are in one cluster");
    }
    String two =
        facts.sameness() == Sameness.TWO
            ? "source and destination are two clusters"
            : "nothing shows that source and destination are one cluster";
    return facts.routes()
        ? new EndpointChoice(
            new Endpoint.Route(), two + ", and the destination's serves route.openshift.io")
        : new EndpointChoice(
            new Endpoint.LoadBalancer(),
            two + ", and the destination's does not serve route.openshift.io");
  }

  @Override
  public String toString() {
    return "endpoint " + endpoint.text() + ": " + why;
  }
}
