package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** A kubeconfig's URLs, as far as the client can take them: what it says of others is a riddle. */
final class KubeconfigUrl {
  private static final Set<String> SERVERS = Set.of("http", "https");
  private static final Set<String> PROXIES = Set.of("http", "https", "socks5");

  private KubeconfigUrl() {}

  /**
   * What to write instead; never the URL itself, which may have a password in it.
   *
   * @param field of a cluster or a user
   * @return empty: nothing is wrong, or it is no URL's field
   */
  static Optional<String> problem(String field, String url) {
    if (field.equals("server")) {
      // kubectl and the client add the scheme where there is none.
      return isOne(url.contains("://") ? url : "https://" + url, SERVERS)
          ? Optional.empty()
          : Optional.of("it is no URL of an API server; write https://HOST:PORT");
    }
    if (field.equals("proxy-url")) {
      return isOne(url, PROXIES) && URI.create(url).getPort() > 0
          ? Optional.empty()
          : Optional.of("it is no URL that can be taken; write http://HOST:PORT, https or socks5");
    }
    return Optional.empty();
  }

  private static boolean isOne(String text, Set<String> schemes) {
    try {
      URI url = new URI(text);
      return schemes.contains(url.getScheme()) && url.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
