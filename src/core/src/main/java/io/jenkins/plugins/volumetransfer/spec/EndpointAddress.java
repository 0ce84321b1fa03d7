package io.jenkins.plugins.volumetransfer.spec;

/** The field {@code address}, as people write it. */
final class EndpointAddress {
  private static final String NAME = "[A-Za-z0-9._-]+";
  private static final String IPV6 = "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

  private EndpointAddress() {}

  static Endpoint.Address read(String path, String text) {
    int colon = text.lastIndexOf(':');
    String before = colon < 1 ? "" : text.substring(0, colon);
    // Brackets tell an IPv6 address from its port; stunnel does not take them.
    boolean bracketed = before.matches("\\[" + IPV6 + "]");
    String host = bracketed ? before.substring(1, before.length() - 1) : before;
    String port = text.substring(colon + 1);
    if ((!bracketed && !host.matches(NAME))
        || !port.matches("\\d{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > 65535) {
      throw new SpecException(
          path, "is \"" + text + "\"; write it as HOST:PORT, IPv6 as [ADDRESS]:PORT");
    }
    return new Endpoint.Address(host, Integer.parseInt(port));
  }

  /** Without a port: with NODE_PORT the cluster chooses it. */
  static String host(String path, String text) {
    boolean bracketed = text.matches("\\[" + IPV6 + "]");
    String host = bracketed ? text.substring(1, text.length() - 1) : text;
    if (!host.matches(NAME) && !host.matches(IPV6)) {
      throw new SpecException(
          path, "is \"" + text + "\"; with NODE_PORT write the HOST only, as the port is chosen");
    }
    if (host.matches(NAME + ":\\d{1,5}")) {
      throw new SpecException(
          path, "is \"" + text + "\"; with NODE_PORT write the HOST only, as the port is chosen");
    }
    return host;
  }
}
