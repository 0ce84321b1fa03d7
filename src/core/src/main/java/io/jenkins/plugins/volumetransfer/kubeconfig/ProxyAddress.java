package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy between us and an API server.
 *
 * @param authorization value of the header {@code Proxy-Authorization}; a secret
 */
public record ProxyAddress(Kind kind, String host, int port, Optional<String> authorization) {
  /** How it is spoken to. */
  public enum Kind {
    HTTP,
    SOCKS
  }

  private static final int HTTP_PORT = 80;
  private static final int SOCKS_PORT = 1080;
  private static final String WRITE = "; write http://HOST:PORT or socks5://HOST:PORT";

  /**
   * @param field for messages; the URL itself may have a password in it
   */
  static ProxyAddress parse(String field, String text) {
    URI uri = uri(field, text);
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!text.contains("://")) {
      throw new SpecException(field, "has no scheme" + WRITE);
    }
    if (scheme.equals("https")) {
      throw new SpecException(
          field, "is a proxy that is spoken to by TLS, which can't be done here" + WRITE);
    }
    if (!scheme.equals("http") && !scheme.startsWith("socks5")) {
      throw new SpecException(field, "is no proxy that can be taken" + WRITE);
    }
    if (uri.getHost() == null || uri.getPort() > ServerAddress.PORT_MAX || uri.getPort() == 0) {
      throw new SpecException(field, "has no host, or a port that is none" + WRITE);
    }
    if (!uri.getRawPath().replace("/", "").isEmpty()
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new SpecException(field, "has a path" + WRITE);
    }
    Kind kind = scheme.equals("http") ? Kind.HTTP : Kind.SOCKS;
    if (kind == Kind.SOCKS && uri.getRawUserInfo() != null) {
      throw new SpecException(
          field, "has a user for a SOCKS proxy, which can't be sent; use one that asks for none");
    }
    int usual = kind == Kind.HTTP ? HTTP_PORT : SOCKS_PORT;
    String host = uri.getHost();
    return new ProxyAddress(
        kind,
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        uri.getPort() < 0 ? usual : uri.getPort(),
        Optional.ofNullable(uri.getUserInfo()).map(ProxyAddress::basic));
  }

  /** Go's clients send an empty password where there is none. */
  private static String basic(String user) {
    String whole = user.contains(":") ? user : user + ":";
    return "Basic " + Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
  }

  private static URI uri(String field, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new SpecException(field, "is no URL" + WRITE);
    }
  }

  @Override
  public String toString() {
    return kind + " proxy " + host + ":" + port;
  }
}
