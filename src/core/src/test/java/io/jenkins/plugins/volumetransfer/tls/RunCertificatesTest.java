package io.jenkins.plugins.volumetransfer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the certificates of a run say what they should, to a reader that is not the one who wrote
 * them. Method: all of it is read back with the JDK's own parser, PKIX validator and TLS trust
 * manager.
 */
class RunCertificatesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.750Z");
  private static final String CLIENT_EKU = "1.3.6.1.5.5.7.3.2";
  private static final String SERVER_EKU = "1.3.6.1.5.5.7.3.1";
  private static final CertificateRequest REQUEST =
      new CertificateRequest(
          "run-7f3a", "source.volume-transfer", "destination.volume-transfer", Duration.ofHours(2));

  private final RunCertificates certificates = issueAt(NOW);

  @Test
  @DisplayName("both certificates verify against the run's authority, and no other run's")
  void chainVerifies() throws Exception {
    RunCertificates ofAnotherRun = issueAt(NOW);

    for (PeerCredentials peer : List.of(certificates.client(), certificates.server())) {
      validate(peer.certificate(), peer.caCertificate(), NOW);
      assertThatThrownBy(
              () -> validate(peer.certificate(), ofAnotherRun.client().caCertificate(), NOW))
          .isInstanceOf(CertPathValidatorException.class);
    }
    assertThat(certificates.client().caCertificate())
        .isEqualTo(certificates.server().caCertificate());
  }

  @Test
  @DisplayName("subjects name the run, and the alternative name is the one that was asked for")
  void names() throws Exception {
    X509Certificate client = parse(certificates.client().certificate());
    X509Certificate server = parse(certificates.server().certificate());
    X509Certificate authority = parse(certificates.server().caCertificate());

    assertThat(client.getSubjectX500Principal().getName())
        .isEqualTo("CN=client,OU=run-7f3a,O=Volume Transfer");
    assertThat(server.getSubjectX500Principal().getName())
        .isEqualTo("CN=server,OU=run-7f3a,O=Volume Transfer");
    assertThat(authority.getSubjectX500Principal().getName())
        .isEqualTo("CN=certificate authority,OU=run-7f3a,O=Volume Transfer");
    assertThat(client.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "source.volume-transfer"));
    assertThat(server.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "destination.volume-transfer"));
  }

  @Test
  @DisplayName("each certificate may be used for its own end only, and not to sign others")
  void usages() throws Exception {
    X509Certificate client = parse(certificates.client().certificate());
    X509Certificate server = parse(certificates.server().certificate());
    X509Certificate authority = parse(certificates.server().caCertificate());
    boolean[] digitalSignature = {true, false, false, false, false, false, false, false, false};
    boolean[] certificateSigning = {false, false, false, false, false, true, false, false, false};

    assertThat(client.getExtendedKeyUsage()).containsExactly(CLIENT_EKU);
    assertThat(server.getExtendedKeyUsage()).containsExactly(SERVER_EKU);
    assertThat(client.getKeyUsage()).isEqualTo(digitalSignature);
    assertThat(server.getKeyUsage()).isEqualTo(digitalSignature);
    assertThat(client.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.getKeyUsage()).isEqualTo(certificateSigning);
    assertThat(authority.getBasicConstraints()).isZero();
    String basicConstraints = "2.5.29.19";
    String keyUsage = "2.5.29.15";
    String extendedKeyUsage = "2.5.29.37";
    assertThat(client.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder(basicConstraints, keyUsage, extendedKeyUsage);
    assertThat(authority.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder(basicConstraints, keyUsage);
  }

  @Test
  @DisplayName("a TLS trust manager refuses the client's certificate for a server and vice versa")
  void rolesAreNotInterchangeable() throws Exception {
    RunCertificates current = issueAt(Instant.now());
    X509ExtendedTrustManager trust = trustManager(current.client().caCertificate());
    X509Certificate[] client = {parse(current.client().certificate())};
    X509Certificate[] server = {parse(current.server().certificate())};
    Socket noSocket = null;

    trust.checkClientTrusted(client, "EC", noSocket);
    trust.checkServerTrusted(server, "ECDHE_ECDSA", noSocket);
    assertThatThrownBy(() -> trust.checkServerTrusted(client, "ECDHE_ECDSA", noSocket))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("Extended key usage");
    assertThatThrownBy(() -> trust.checkClientTrusted(server, "EC", noSocket))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("Extended key usage");
  }

  @Test
  @DisplayName("validity starts five minutes ago and ends when it was asked to, to the second")
  void validity() throws Exception {
    X509Certificate server = parse(certificates.server().certificate());
    X509Certificate authority = parse(certificates.server().caCertificate());

    assertThat(server.getNotBefore()).isEqualTo("2026-03-01T11:55:00Z");
    assertThat(server.getNotAfter()).isEqualTo("2026-03-01T14:00:00Z");
    assertThat(authority.getNotBefore()).isEqualTo(server.getNotBefore());
    assertThat(authority.getNotAfter()).isEqualTo(server.getNotAfter());
    assertThat(certificates.notAfter()).isEqualTo(server.getNotAfter().toInstant());
    assertThatThrownBy(
            () ->
                validate(
                    certificates.server().certificate(),
                    certificates.server().caCertificate(),
                    NOW.plus(Duration.ofHours(2).plusSeconds(1))))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  @DisplayName("keys are EC P-256, of their own for each end, and fit their certificates")
  void keys() throws Exception {
    for (PeerCredentials peer : List.of(certificates.client(), certificates.server())) {
      PublicKey publicKey = parse(peer.certificate()).getPublicKey();
      assertThat(publicKey).isInstanceOf(ECPublicKey.class);
      assertThat(((ECPublicKey) publicKey).getParams().toString()).contains("secp256r1");
      assertThat(signsFor(privateKey(peer.privateKey()), publicKey)).isTrue();
    }
    assertThat(certificates.client().privateKey()).isNotEqualTo(certificates.server().privateKey());
    assertThat(
            signsFor(
                privateKey(certificates.client().privateKey()),
                parse(certificates.client().caCertificate()).getPublicKey()))
        .isFalse();
  }

  @Test
  @DisplayName("serial numbers are positive, of 128 bits, and all different")
  void serials() throws Exception {
    List<X509Certificate> all =
        List.of(
            parse(certificates.client().certificate()),
            parse(certificates.server().certificate()),
            parse(certificates.server().caCertificate()));

    assertThat(all).extracting(c -> c.getSerialNumber().bitLength()).containsOnly(128);
    assertThat(all).extracting(X509Certificate::getSerialNumber).doesNotHaveDuplicates();
    assertThat(all).allMatch(c -> c.getSerialNumber().signum() > 0);
  }

  @Test
  @DisplayName("toString shows no private key")
  void toStringWithoutSecrets() {
    String shown = certificates + " " + certificates.client() + " " + certificates.server();

    assertThat(shown).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE KEY");
    Stream.of(certificates.client(), certificates.server())
        .flatMap(peer -> peer.privateKey().lines())
        .filter(line -> !line.startsWith("-----"))
        .forEach(line -> assertThat(shown).doesNotContain(line));
  }

  @Test
  @DisplayName("no security provider is registered")
  void noProviderRegistered() {
    issueAt(NOW);

    assertThat(Security.getProviders()).extracting(Provider::getName).doesNotContain("BC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*.example", "a..b", "-a", "a-", "Upper", "a b", "a\ncheckHost = b", "ä"})
  @DisplayName("a name that is not a plain DNS name is refused, naming the field")
  void oddDnsNames(String name) {
    assertThatThrownBy(() -> new CertificateRequest("run", "a", name, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("serverName: ");
  }

  @ParameterizedTest
  @MethodSource("refusedRequests")
  @DisplayName("a request out of bounds is refused, naming the field")
  void outOfBounds(String run, String client, Duration validity, String field) {
    assertThatThrownBy(() -> new CertificateRequest(run, client, "server", validity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field + ": ");
  }

  static Stream<Arguments> refusedRequests() {
    Duration hour = Duration.ofHours(1);
    return Stream.of(
        Arguments.of("", "client", hour, "run"),
        Arguments.of("r".repeat(64), "client", hour, "run"),
        Arguments.of("r,CN=x", "client", hour, "run"),
        Arguments.of("run", "server", hour, "clientName"),
        Arguments.of("run", "a.".repeat(127) + "a", hour, "clientName"),
        Arguments.of("run", "client", Duration.ZERO, "validity"),
        Arguments.of("run", "client", Duration.ofDays(32), "validity"));
  }

  private static RunCertificates issueAt(Instant now) {
    return RunCertificates.issue(REQUEST, new SecureRandom(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static X509Certificate parse(String pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    String body =
        pem.replace("-----BEGIN PRIVATE KEY-----\n", "").replace("-----END PRIVATE KEY-----\n", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
  }

  private static boolean signsFor(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    byte[] text = {1, 2, 3};
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(privateKey);
    signing.update(text);
    Signature verifying = Signature.getInstance("SHA256withECDSA");
    verifying.initVerify(publicKey);
    verifying.update(text);
    return verifying.verify(signing.sign());
  }

  private static void validate(String certificate, String authority, Instant when)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(parse(authority), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(when));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(parse(certificate))),
            parameters);
  }

  private static X509ExtendedTrustManager trustManager(String authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", parse(authority));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }
}
