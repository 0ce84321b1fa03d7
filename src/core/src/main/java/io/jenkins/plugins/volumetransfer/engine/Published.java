package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Address;
import java.util.Optional;

/**
 * What the destination's objects tell of where it is reached.
 *
 * @param host empty: that of the node which the destination pod runs on
 * @param port 1 to 65535
 */
public record Published(Optional<String> host, int port) {
  /** Empty while neither the objects nor the pod name a host. */
  Optional<Address> address(Optional<PodState> destination) {
    return host.or(() -> destination.flatMap(PodState::hostIp))
        .map(name -> new Address(name, port));
  }
}
