package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.Host;

/**
 * Where the source's stunnel finds the destination's.
 *
 * @param host a name, or an IP address without brackets ({@link Host})
 * @param port 1 to 65535
 */
public record Address(String host, int port) {
  public Address {
    if (!Host.isOne(host) || !Host.isPort(port)) {
      throw new IllegalArgumentException("neither a host name nor an IP address with its port");
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
