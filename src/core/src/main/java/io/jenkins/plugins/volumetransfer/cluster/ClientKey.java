package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.CertUtils;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** The private key of a client certificate. */
public final class ClientKey {
  private ClientKey() {}

  /**
   * Its kind, by the certificate. The client itself only looks at the key's first line, and takes
   * each one in PKCS#8 for RSA.
   *
   * @return as the client found it, if there is no certificate, or none that can be read
   */
  public static String algorithm(Config config) {
    if (config.getClientCertData() == null && config.getClientCertFile() == null) {
      return config.getClientKeyAlgo();
    }
    try (InputStream certificate =
        CertUtils.getInputStreamFromDataOrFile(
            config.getClientCertData(), config.getClientCertFile())) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(certificate)
          .getPublicKey()
          .getAlgorithm();
    } catch (IOException | CertificateException e) {
      return config.getClientKeyAlgo();
    }
  }
}
