package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/**
 * A client certificate with its key.
 *
 * @param chain its own first
 */
public record ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROBE = {1, 2, 3};

  /** Where it was read, for messages. */
  record Field(String certificate, String key) {}

  static ClientIdentity read(Field field, byte[] certificates, byte[] key) {
    List<X509Certificate> chain = Pem.certificates(field.certificate(), certificates);
    PublicKey whose = chain.get(0).getPublicKey();
    PrivateKey secret = Pem.key(field.key(), key, whose);
    if (!belongs(secret, whose)) {
      throw new SpecException(
          field.key(), "is not the key of the certificate; write the two that were made together");
    }
    try {
      chain.get(0).checkValidity();
    } catch (CertificateExpiredException e) {
      throw new SpecException(
          field.certificate(),
          "has expired (" + e.getMessage() + "); log in again, or write a new one");
    } catch (CertificateNotYetValidException e) {
      // The server's clock decides.
    }
    return new ClientIdentity(chain, secret);
  }

  private static boolean belongs(PrivateKey key, PublicKey whose) {
    String algorithm =
        whose instanceof RSAPublicKey
            ? "SHA256withRSA"
            : whose instanceof ECPublicKey
                ? "SHA256withECDSA"
                : whose instanceof EdECPublicKey ? "EdDSA" : "";
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(whose);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "client certificate of " + chain.get(0).getSubjectX500Principal();
  }
}
