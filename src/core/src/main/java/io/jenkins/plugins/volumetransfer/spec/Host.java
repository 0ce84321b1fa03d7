package io.jenkins.plugins.volumetransfer.spec;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may stand where a host is named: a name (RFC 1123) or an IP address. Nothing else of what a
 * user or a cluster calls a host gets into a configuration file or an object.
 */
public final class Host {
  private static final int NAME_LENGTH_MAX = 253;
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

  /** A name that ends in a number would be taken for an address (RFC 1123, 2.1). */
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?[0-9]+");

  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final Pattern IPV6_LETTERS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** The longest is an IPv4 address mapped into IPv6. */
  private static final int IPV6_LENGTH_MAX = 45;

  private Host() {}

  public static boolean isOne(String text) {
    return isName(text) || isAddress(text);
  }

  public static boolean isName(String text) {
    return text.length() <= NAME_LENGTH_MAX
        && NAME.matcher(text).matches()
        && !ENDS_IN_NUMBER.matcher(text).matches();
  }

  /** IPv4 in four decimal numbers, or IPv6 without brackets and without a zone. */
  public static boolean isAddress(String text) {
    return IPV4.matcher(text).matches() || ipv6(text).isPresent();
  }

  private static Optional<InetAddress> ipv6(String text) {
    if (text.length() > IPV6_LENGTH_MAX || !IPV6_LETTERS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // No resolver is asked for what has a colon.
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * The CIDR block that has this address alone, as a NetworkPolicy names it.
   *
   * @return empty: it is a name
   */
  public static Optional<String> block(String host) {
    if (IPV4.matcher(host).matches()) {
      return Optional.of(host + "/32");
    }
    // An IPv4 address in the clothes of IPv6 is no block to newer API servers.
    return ipv6(host)
        .map(
            address ->
                address instanceof Inet4Address ? address.getHostAddress() + "/32" : host + "/128");
  }

  public static boolean isPort(int port) {
    return port >= 1 && port <= 65535;
  }
}
