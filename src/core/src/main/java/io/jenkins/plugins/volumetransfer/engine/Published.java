package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Address;
import io.jenkins.plugins.volumetransfer.spec.Host;
import java.util.Optional;

/**
 * What the destination's objects tell of where it is reached.
 *
 * @param host empty: that of the node which the destination pod runs on
 * @param port 1 to 65535
 */
public record Published(Optional<String> host, int port) {
  public Published {
    if (!host.map(Host::isOne).orElse(true) || !Host.isPort(port)) {
      throw new IllegalArgumentException("neither a host name nor an IP address with its port");
    }
  }

  /** Empty while neither the objects nor the pod name a host. */
  Optional<Address> address(Optional<PodState> destination) {
    return host.or(() -> destination.flatMap(PodState::hostIp))
        .map(name -> new Address(name, port));
  }
}
