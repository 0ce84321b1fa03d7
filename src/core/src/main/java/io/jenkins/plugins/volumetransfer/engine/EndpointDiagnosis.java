package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;

/** Why the destination has no address that the source could be given. Pure. */
final class EndpointDiagnosis {
  private EndpointDiagnosis() {}

  /** The destination's objects are there, but do not tell where it is reached. */
  static Failure ofNoAddress(Endpoint endpoint) {
    return new Failure(
        Reason.ENDPOINT_NOT_READY,
        "the destination's objects tell no address (endpoint "
            + endpoint.text()
            + (endpoint instanceof Endpoint.NodePort
                ? "; the destination pod's status.hostIP is no IP address"
                : "")
            + "); give `destination.address`");
  }

  static Failure ofNoLoadBalancer(Duration waited) {
    return new Failure(
        Reason.ENDPOINT_NOT_READY,
        "no load balancer has given the destination's Service an address within "
            + waited.toSeconds()
            + " s; does the destination's cluster have one? If the source's pods reach its nodes,"
            + " write `endpoint: NODE_PORT`; else give `destination.address`, or raise"
            + " `podStartTimeoutSeconds`");
  }
}
