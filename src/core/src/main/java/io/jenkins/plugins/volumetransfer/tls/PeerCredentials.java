package io.jenkins.plugins.volumetransfer.tls;

import java.util.Objects;

/**
 * What one end of the tunnel needs, each as PEM text: the content of its Secret.
 *
 * @param caCertificate the run's certificate authority, {@code ca.crt}
 * @param certificate this end's own certificate, {@code tls.crt}
 * @param privateKey this end's private key, PKCS#8 without a password, {@code tls.key}. A secret:
 *     it belongs into a Kubernetes Secret and nowhere else.
 */
public record PeerCredentials(String caCertificate, String certificate, String privateKey) {

  public PeerCredentials {
    Objects.requireNonNull(caCertificate, "caCertificate");
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(privateKey, "privateKey");
  }

  /** Without the private key, since records end up in logs and failure messages. */
  @Override
  public String toString() {
    return "PeerCredentials[caCertificate=%s, certificate=%s, privateKey=(not shown)]"
        .formatted(caCertificate, certificate);
  }
}
