package io.jenkins.plugins.volumetransfer.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of one run, with its private key: no longer lived than the call that
 * makes it.
 *
 * <p>BouncyCastle only writes the ASN.1 here. Keys and signatures come from whichever provider the
 * Java runtime prefers, and none is registered: that would change the whole Jenkins controller.
 */
final class RunAuthority {

  private static final String CURVE = "secp256r1";
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int SERIAL_BITS = 128;

  private final String run;
  private final Validity validity;
  private final SecureRandom random;
  private final KeyPair keys;
  private final X509CertificateHolder certificate;

  private RunAuthority(String run, Validity validity, SecureRandom random)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    this.run = run;
    this.validity = validity;
    this.random = random;
    this.keys = newKeys();
    X509v3CertificateBuilder builder =
        builder(subject("certificate authority"), keys.getPublic())
            // No certificate below this one can be an authority.
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    this.certificate = builder.build(signer());
  }

  static RunAuthority create(String run, Validity validity, SecureRandom random) {
    try {
      return new RunAuthority(run, validity, random);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw unsupported(e);
    }
  }

  PeerCredentials issue(Role role, String dnsName) {
    try {
      KeyPair leaf = newKeys();
      X509CertificateHolder issued =
          builder(subject(role.commonName()), leaf.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(role.purpose()))
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)))
              .build(signer());
      return new PeerCredentials(
          pem("CERTIFICATE", certificate.getEncoded()),
          pem("CERTIFICATE", issued.getEncoded()),
          pem("PRIVATE KEY", leaf.getPrivate().getEncoded()));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw unsupported(e);
    }
  }

  private X509v3CertificateBuilder builder(X500Name subject, PublicKey key)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    return new JcaX509v3CertificateBuilder(
            subject("certificate authority"),
            newSerial(),
            Date.from(validity.notBefore()),
            Date.from(validity.notAfter()),
            subject,
            key)
        .addExtension(
            Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
  }

  private X500Name subject(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, "Volume Transfer")
        .addRDN(BCStyle.OU, run)
        .addRDN(BCStyle.CN, commonName)
        .build();
  }

  private KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE), random);
    return generator.generateKeyPair();
  }

  /** RFC 5280 wants a positive number of at most 20 octets; the set bit keeps it from being 0. */
  private BigInteger newSerial() {
    return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
  }

  private ContentSigner signer() throws OperatorCreationException {
    return new JcaContentSignerBuilder(SIGNATURE).setSecureRandom(random).build(keys.getPrivate());
  }

  private static String pem(String type, byte[] der) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }

  private static IllegalStateException unsupported(Exception cause) {
    return new IllegalStateException(
        "this Java runtime can't make EC P-256 certificates: " + cause.getMessage(), cause);
  }
}
