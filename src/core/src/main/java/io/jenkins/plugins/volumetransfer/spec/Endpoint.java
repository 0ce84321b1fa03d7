package io.jenkins.plugins.volumetransfer.spec;

import java.util.Optional;

/** How the source's stunnel reaches the destination's. */
public sealed interface Endpoint {
  /** The names that users write; an {@link Address} has none. */
  enum Kind {
    AUTO,
    CLUSTER_IP,
    NODE_PORT,
    LOAD_BALANCER,
    ROUTE
  }

  /** Chosen when the run begins, from what the clusters say of themselves. */
  record Auto() implements Endpoint {
    @Override
    public String text() {
      return Kind.AUTO.name();
    }
  }

  /** By the ClusterIP of the destination's Service: both sides are in one cluster. */
  record ClusterIp() implements Endpoint {
    @Override
    public String text() {
      return Kind.CLUSTER_IP.name();
    }
  }

  /**
   * By a port that every node of the destination's cluster opens.
   *
   * @param host a name or an IP address of such a node; empty: the address that the destination
   *     pod's own node has within its cluster
   */
  record NodePort(Optional<String> host) implements Endpoint {
    @Override
    public String text() {
      return Kind.NODE_PORT.name() + host.map(name -> " at " + name).orElse("");
    }
  }

  /** By the address that a load balancer gives the destination's Service. */
  record LoadBalancer() implements Endpoint {
    @Override
    public String text() {
      return Kind.LOAD_BALANCER.name();
    }
  }

  /** By a Route of OpenShift that passes TLS through. */
  record Route() implements Endpoint {
    @Override
    public String text() {
      return Kind.ROUTE.name();
    }
  }

  /**
   * By an address given by hand.
   *
   * @param host a name or an IP address
   * @param port 1 to 65535
   */
  record Address(String host, int port) implements Endpoint {
    @Override
    public String text() {
      return "address " + host + ":" + port;
    }
  }

  /** As it is told to users. */
  String text();
}
