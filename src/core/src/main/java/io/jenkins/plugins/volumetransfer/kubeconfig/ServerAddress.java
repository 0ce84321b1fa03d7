package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of an API server.
 *
 * @param scheme {@code https}, or {@code http} where it is written so
 * @param host an IPv6 address has its brackets
 * @param path empty, or with a slash at its begin and none at its end
 */
public record ServerAddress(String scheme, String host, int port, String path) {
  static final int PORT_MAX = 65_535;

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");

  /** java.net.URI knows no host with an underscore, but DNS and Go do. */
  private static final Pattern LOOSE_AUTHORITY =
      Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

  private static final String WRITE = "; write https://HOST:PORT";

  /** How a {@code server} without a scheme is to be taken. */
  enum WithoutScheme {
    /** As kubectl does where there is anything about TLS beside it. */
    HTTPS,
    /** kubectl would take plain HTTP, and send its credentials by that. */
    REFUSED
  }

  /**
   * @param field for messages; the URL itself may have a password in it
   */
  static ServerAddress parse(String field, String text, WithoutScheme without) {
    if (!SCHEME.matcher(text).matches() && without == WithoutScheme.REFUSED) {
      throw new SpecException(
          field,
          "has no scheme, so credentials would go over plain HTTP"
              + WRITE
              + ", or http:// in full");
    }
    URI uri = uri(field, SCHEME.matcher(text).matches() ? text : "https://" + text);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new SpecException(field, "is no URL of an API server" + WRITE);
    }
    if (uri.getRawUserInfo() != null) {
      throw new SpecException(
          field, "has a user in it; write username and password, or a token, for the user");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new SpecException(field, "has a query or fragment (? or #)" + WRITE);
    }
    String host = uri.getHost();
    int port = uri.getPort();
    if (host == null) {
      Matcher loose = LOOSE_AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()));
      if (!loose.matches()) {
        throw new SpecException(field, "is no URL of an API server" + WRITE);
      }
      host = loose.group(1);
      port = loose.group(2) == null ? -1 : Integer.parseInt(loose.group(2));
    }
    if (port == 0 || port > PORT_MAX) {
      throw new SpecException(field, "has a port that is none" + WRITE);
    }
    int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    return new ServerAddress(
        scheme, host, port < 0 ? usual : port, uri.getRawPath().replaceAll("/+$", ""));
  }

  private static URI uri(String field, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new SpecException(field, "is no URL of an API server" + WRITE);
    }
  }

  public boolean secure() {
    return scheme.equals("https");
  }

  /** Without brackets, as it is looked up. */
  public String plainHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  public String url() {
    return scheme + "://" + host + ":" + port + path;
  }

  /** What is wrong with a URL that must be of HTTPS. */
  public static Optional<String> problemOfHttps(String text) {
    try {
      return parse("", text.strip(), WithoutScheme.REFUSED).secure()
          ? Optional.empty()
          : Optional.of("is no https URL" + WRITE);
    } catch (SpecException e) {
      return Optional.of("is no https URL" + WRITE);
    }
  }

  @Override
  public String toString() {
    return url();
  }
}
