package io.jenkins.plugins.volumetransfer.kubeconfig;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Self-signed certificates and keys, in each form that tools write them. */
public record Certificates(KeyPair keys, X509Certificate certificate) {
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * @param kind RSA, EC or Ed25519
   */
  public static Certificates of(String kind, String name) {
    return of(kind, name, Instant.now().plus(DAY));
  }

  static Certificates of(String kind, String name, Instant until) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (!kind.equals("Ed25519")) {
        generator.initialize(kind.equals("RSA") ? 2048 : 256);
      }
      KeyPair keys = generator.generateKeyPair();
      String signature =
          kind.equals("RSA") ? "SHA256withRSA" : kind.equals("EC") ? "SHA256withECDSA" : "Ed25519";
      X500Name subject = new X500Name("CN=" + name);
      return new Certificates(
          keys,
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          subject,
                          BigInteger.ONE,
                          Date.from(Instant.now().minus(DAY.multipliedBy(2))),
                          Date.from(until),
                          subject,
                          keys.getPublic())
                      .addExtension(
                          Extension.subjectAlternativeName,
                          false,
                          new GeneralNames(new GeneralName(GeneralName.dNSName, name)))
                      .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public String certificatePem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String keyPem() {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  /** PKCS#1 of RSA, SEC 1 of EC. */
  String oldKeyPem() {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
      return pem(
          keys.getPrivate().getAlgorithm() + " PRIVATE KEY",
          info.parsePrivateKey().toASN1Primitive().getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@code openssl ecparam -genkey} writes before the key. */
  static String ecParameters() {
    try {
      return pem("EC PARAMETERS", new ASN1ObjectIdentifier("1.2.840.10045.3.1.7").getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String type, byte[] der) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, der));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
