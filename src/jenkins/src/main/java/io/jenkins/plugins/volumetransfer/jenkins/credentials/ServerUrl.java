package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The URL of an API server, as a build writes it. */
public final class ServerUrl {
  private static final String HINT = "; write it as in a kubeconfig: https://HOST:6443";

  private ServerUrl() {}

  /** What is wrong with it; it must be of HTTPS, as a token must not be read on its way. */
  public static Optional<String> problem(String text) {
    try {
      URI url = new URI(text.strip());
      return "https".equals(url.getScheme()) && url.getHost() != null && url.getUserInfo() == null
          ? Optional.empty()
          : Optional.of("is no https URL" + HINT);
    } catch (URISyntaxException e) {
      return Optional.of("is no URL" + HINT);
    }
  }

  /** The same, if nothing is wrong with it. */
  static String checked(String field, String text) {
    problem(text)
        .ifPresent(
            problem -> {
              throw new SpecException(field, problem);
            });
    return text.strip();
  }
}
