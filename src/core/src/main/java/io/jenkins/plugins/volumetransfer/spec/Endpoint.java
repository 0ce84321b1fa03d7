package io.jenkins.plugins.volumetransfer.spec;

/** How the source's stunnel reaches the destination's. */
public sealed interface Endpoint {
  /** By the ClusterIP of the destination's Service: both sides are in one cluster. */
  record ClusterIp() implements Endpoint {}

  /**
   * By an address given by hand.
   *
   * @param host a name or an IP address
   * @param port 1 to 65535
   */
  record Address(String host, int port) implements Endpoint {}
}
