package io.jenkins.plugins.volumetransfer.manifest;

/**
 * Where the source's stunnel finds the destination's.
 *
 * @param host a name, or an IP address without brackets
 */
public record Address(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
