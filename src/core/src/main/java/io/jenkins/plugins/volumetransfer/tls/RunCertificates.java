package io.jenkins.plugins.volumetransfer.tls;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/**
 * The certificates of one run: an authority that exists only for it, and one certificate for either
 * end of its tunnel.
 *
 * <p>What holds:
 *
 * <ol>
 *   <li>The authority's private key is in no field and no output, and is unreachable once {@link
 *       #issue} has returned: nobody can add a third end to the run.
 *   <li>The client's certificate can't serve, nor the server's dial: their extended key usages are
 *       {@code clientAuth} and {@code serverAuth} alone.
 *   <li>Certificates of one run mean nothing to another run, as each has its own authority.
 * </ol>
 *
 * @param client for the end that dials: the source's stunnel
 * @param server for the end that listens: the destination's stunnel
 * @param notAfter from then on no new connection is accepted; those open go on
 */
public record RunCertificates(PeerCredentials client, PeerCredentials server, Instant notAfter) {

  public RunCertificates {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(notAfter, "notAfter");
  }

  /**
   * Makes them, in memory; takes a few milliseconds.
   *
   * @param random the source of all keys and serial numbers
   * @param clock read once, for the validity
   * @throws IllegalStateException if this Java runtime lacks EC P-256 or SHA256withECDSA
   */
  public static RunCertificates issue(
      CertificateRequest request, SecureRandom random, Clock clock) {
    Validity validity = Validity.from(clock.instant(), request.validity());
    RunAuthority authority = RunAuthority.create(request.run(), validity, random);
    return new RunCertificates(
        authority.issue(Role.CLIENT, request.clientName()),
        authority.issue(Role.SERVER, request.serverName()),
        validity.notAfter());
  }
}
