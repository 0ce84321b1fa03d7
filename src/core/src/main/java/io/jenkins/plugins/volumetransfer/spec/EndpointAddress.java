package io.jenkins.plugins.volumetransfer.spec;

/** The field {@code address}, as people write it. */
final class EndpointAddress {
  private EndpointAddress() {}

  static Endpoint.Address read(String path, String text) {
    int colon = text.lastIndexOf(':');
    String before = colon < 1 ? "" : text.substring(0, colon);
    String port = text.substring(colon + 1);
    if (!(isBracketed(before) || Host.isOne(before) && !before.contains(":"))
        || !port.matches("[0-9]{1,5}")
        || !Host.isPort(Integer.parseInt(port))) {
      throw new SpecException(
          path, "is \"" + text + "\"; write it as HOST:PORT, IPv6 as [ADDRESS]:PORT");
    }
    return new Endpoint.Address(withoutBrackets(before), Integer.parseInt(port));
  }

  /** Without a port: with NODE_PORT the cluster chooses it. */
  static String host(String path, String text) {
    if (!isBracketed(text) && !Host.isOne(text)) {
      throw new SpecException(
          path, "is \"" + text + "\"; with NODE_PORT write the HOST only, as the port is chosen");
    }
    return withoutBrackets(text);
  }

  /** Brackets tell an IPv6 address from its port; stunnel does not take them. */
  private static boolean isBracketed(String text) {
    return text.startsWith("[")
        && text.endsWith("]")
        && text.contains(":")
        && Host.isAddress(withoutBrackets(text));
  }

  private static String withoutBrackets(String text) {
    return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
  }
}
