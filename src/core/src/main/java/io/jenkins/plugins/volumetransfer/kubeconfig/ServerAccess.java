package io.jenkins.plugins.volumetransfer.kubeconfig;

import java.util.Optional;

/**
 * Where an API server is, and as whom it is asked.
 *
 * @param tlsServerName the name that the server's certificate must have, where it is not the host's
 * @param compressed whether answers may be compressed on their way
 * @param as whom the credentials' owner acts for
 */
public record ServerAccess(
    ServerAddress server,
    Trust trust,
    Optional<String> tlsServerName,
    Route route,
    boolean compressed,
    Credentials credentials,
    Optional<Impersonation> as) {

  /** Without what only a kubeconfig can say. */
  public static ServerAccess of(
      ServerAddress server, Trust trust, Route route, Credentials credentials) {
    return new ServerAccess(
        server, trust, Optional.empty(), route, true, credentials, Optional.empty());
  }
}
