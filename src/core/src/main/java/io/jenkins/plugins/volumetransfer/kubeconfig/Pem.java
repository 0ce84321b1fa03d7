package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Certificates and keys in PEM, in each form that OpenSSL and Go write them. */
final class Pem {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";

  private Pem() {}

  /** All certificates of a text; other blocks, such as the key, are passed over, as by Go. */
  static List<X509Certificate> certificates(String field, byte[] pem) {
    List<X509Certificate> all = new ArrayList<>();
    for (PemObject block : blocks(field, pem)) {
      if (block.getType().equals(CERTIFICATE)) {
        all.add(certificate(field, block.getContent()));
      }
    }
    if (all.isEmpty()) {
      throw new SpecException(
          field, "has no certificate in PEM; it begins with -----BEGIN CERTIFICATE-----");
    }
    return List.copyOf(all);
  }

  private static X509Certificate certificate(String field, byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | RuntimeException e) {
      throw new SpecException(field, "has a certificate that can't be read");
    }
  }

  /**
   * The first key of a text: PKCS#8, PKCS#1 or SEC 1, also behind {@code EC PARAMETERS}.
   *
   * @param of of its certificate, which says the curve where the key does not
   */
  static PrivateKey key(String field, byte[] pem, PublicKey of) {
    for (PemObject block : blocks(field, pem)) {
      String type = block.getType();
      if (type.equals(KEY) || type.endsWith(" " + KEY)) {
        if (type.startsWith("ENCRYPTED ") || !block.getHeaders().isEmpty()) {
          throw new SpecException(
              field,
              "is encrypted; write it without a passphrase: openssl pkey -in FILE prints it so");
        }
        return key(field, type, block.getContent(), of);
      }
    }
    throw new SpecException(
        field, "has no private key in PEM; it begins with -----BEGIN PRIVATE KEY-----");
  }

  private static PrivateKey key(String field, String type, byte[] der, PublicKey of) {
    try {
      return new JcaPEMKeyConverter()
          .getPrivateKey(
              switch (type) {
                case KEY -> PrivateKeyInfo.getInstance(der);
                case "RSA " + KEY ->
                    new PrivateKeyInfo(
                        new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        RSAPrivateKey.getInstance(der));
                case "EC " + KEY -> ofCurve(ECPrivateKey.getInstance(der), of);
                default ->
                    throw new SpecException(
                        field,
                        "is a key of a kind that TLS does not take; write one of RSA, EC or"
                            + " Ed25519");
              });
    } catch (IOException | ClassCastException | IllegalArgumentException e) {
      throw unreadable(field);
    } catch (SpecException e) {
      throw e;
    } catch (RuntimeException e) {
      // BouncyCastle's own for ASN.1 that is none.
      throw unreadable(field);
    }
  }

  private static PrivateKeyInfo ofCurve(ECPrivateKey key, PublicKey of) throws IOException {
    ASN1Encodable curve =
        key.getParametersObject() != null
            ? key.getParametersObject()
            : SubjectPublicKeyInfo.getInstance(of.getEncoded()).getAlgorithm().getParameters();
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
  }

  private static SpecException unreadable(String field) {
    return new SpecException(
        field, "has a private key that can't be read; openssl pkey -in FILE says what is wrong");
  }

  private static List<PemObject> blocks(String field, byte[] pem) {
    List<PemObject> all = new ArrayList<>();
    try (PemReader reader =
        new PemReader(new StringReader(new String(pem, StandardCharsets.ISO_8859_1)))) {
      for (PemObject each = reader.readPemObject(); each != null; each = reader.readPemObject()) {
        all.add(each);
      }
      return all;
    } catch (IOException | RuntimeException e) {
      throw new SpecException(field, "is no PEM that can be read, or is cut off");
    }
  }
}
