package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAddress;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.util.Optional;

/** The URL of an API server, as a build writes it. */
public final class ServerUrl {
  private ServerUrl() {}

  /** What is wrong with it; it must be of HTTPS, as a token must not be read on its way. */
  public static Optional<String> problem(String text) {
    return ServerAddress.problemOfHttps(text);
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
