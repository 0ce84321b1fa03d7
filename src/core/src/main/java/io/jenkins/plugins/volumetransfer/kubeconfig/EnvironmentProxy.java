package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.util.IPAddress;

/**
 * The proxy that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name for a server, or
 * the same in lower case, where the former are empty. The rules are those of kubectl, which are
 * Go's (golang.org/x/net/http/httpproxy): no proxy for this machine itself; the port of an entry of
 * {@code NO_PROXY} must be the server's; {@code example.com} and {@code .example.com} stand for
 * what is below them, the first for itself too, and {@code *.} at the begin says the same as a dot;
 * an address or a network of addresses counts for servers that are written as an address.
 */
final class EnvironmentProxy {
  private static final String EVERYTHING = "*";
  private static final String ANYTHING_BELOW = "*.";

  private EnvironmentProxy() {}

  static Route route(Map<String, String> variables, ServerAddress server) {
    String name = server.secure() ? "HTTPS_PROXY" : "HTTP_PROXY";
    Optional<String> proxy = first(variables, name);
    if (proxy.isEmpty()
        || isHere(server.plainHost())
        || isExcepted(server, first(variables, "NO_PROXY").orElse(""))) {
      return new Route.Direct();
    }
    String url = proxy.get().contains("://") ? proxy.get() : "http://" + proxy.get();
    try {
      return new Route.Through(ProxyAddress.parse("environment variable " + name, url));
    } catch (SpecException e) {
      throw new AccessException(e.getMessage());
    }
  }

  private static Optional<String> first(Map<String, String> variables, String name) {
    return Stream.of(name, name.toLowerCase(Locale.ROOT))
        .map(each -> variables.getOrDefault(each, ""))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static boolean isHere(String host) {
    return host.equals("localhost")
        || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static boolean isExcepted(ServerAddress server, String exceptions) {
    return Stream.of(exceptions.split(","))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .anyMatch(entry -> matches(entry, server));
  }

  private static boolean matches(String entry, ServerAddress server) {
    String host = server.plainHost().toLowerCase(Locale.ROOT);
    if (entry.isEmpty() || entry.equals(EVERYTHING)) {
      return !entry.isEmpty();
    }
    Optional<InetAddress> address = address(host);
    if (entry.contains("/")) {
      return address.filter(one -> isWithin(one, entry)).isPresent();
    }
    String name = entry;
    Optional<String> port = Optional.empty();
    int colon = entry.lastIndexOf(':');
    boolean bracketed = entry.startsWith("[") && entry.contains("]:");
    if (colon >= 0 && (bracketed || entry.indexOf(':') == colon)) {
      name = bracketed ? entry.substring(1, colon - 1) : entry.substring(0, colon);
      port = Optional.of(entry.substring(colon + 1)).filter(text -> !text.isEmpty());
    }
    if (name.isEmpty() || port.filter(p -> !p.equals(String.valueOf(server.port()))).isPresent()) {
      return false;
    }
    Optional<InetAddress> named = address(name);
    return named.isPresent() ? named.equals(address) : isBelow(host, name);
  }

  private static boolean isBelow(String host, String entry) {
    String name = entry.startsWith(ANYTHING_BELOW) ? entry.substring(1) : entry;
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static boolean isWithin(InetAddress address, String network) {
    int slash = network.indexOf('/');
    Optional<InetAddress> base = address(network.substring(0, slash));
    String length = network.substring(slash + 1);
    int bits = address.getAddress().length * Byte.SIZE;
    if (base.isEmpty()
        || base.get().getAddress().length != address.getAddress().length
        || !length.matches("[0-9]{1,3}")
        || Integer.parseInt(length) > bits) {
      return false;
    }
    int rest = bits - Integer.parseInt(length);
    return new BigInteger(1, base.get().getAddress())
        .shiftRight(rest)
        .equals(new BigInteger(1, address.getAddress()).shiftRight(rest));
  }

  /** Only of what is an address: no name is looked up. */
  private static Optional<InetAddress> address(String text) {
    if (!IPAddress.isValidIPv4(text) && !IPAddress.isValidIPv6(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
