package io.jenkins.plugins.volumetransfer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: with the settings that the transfer pods use, only the two ends of the same run can talk to
 * each other. Method: real stunnel processes on loopback with a greeter in place of rsyncd; each
 * refusal is told by its own line of stunnel's log, and by the greeter having seen nobody.
 */
@Timeout(30)
@Tag("integration")
class StunnelAcceptanceTest {

  private static final String SOURCE = "source.volume-transfer";
  private static final String DESTINATION = "destination.volume-transfer";
  private static final String ELSEWHERE = "elsewhere.volume-transfer";

  @TempDir Path directory;

  private final List<AutoCloseable> started = new ArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private final RunAuthority authority = authority("run-1");
  private final RunAuthority anotherRun = authority("run-2");
  private Greeter greeter;

  @BeforeEach
  void startGreeter() throws IOException {
    assumeTrue(Files.isExecutable(StunnelProcess.PROGRAM), "stunnel is not installed");
    greeter = Greeter.start();
    started.add(greeter);
  }

  @AfterEach
  void stopAll() throws Exception {
    for (AutoCloseable one : started) {
      one.close();
    }
  }

  @Test
  @DisplayName("the certificates of one run connect its two ends")
  void rightCertificates() throws Exception {
    RunCertificates run =
        RunCertificates.issue(
            new CertificateRequest("run-3", SOURCE, DESTINATION, Duration.ofHours(1)),
            random,
            Clock.systemUTC());
    StunnelProcess destination = destination(run.server());
    StunnelProcess source = source(run.client(), destination);

    assertThat(Greeter.greetingFrom(source.address(), "")).isEqualTo(Greeter.GREETING);
    destination.awaitLog("Certificate accepted at depth=0: O=Volume Transfer, OU=run-3, CN=client");
    source.awaitLog("Certificate accepted at depth=0: O=Volume Transfer, OU=run-3, CN=server");
  }

  @Test
  @DisplayName("the destination refuses a client of another run")
  void clientOfAnotherAuthority() throws Exception {
    // It must trust the destination, or it would be the one that refuses.
    PeerCredentials stranger = anotherRun.issue(Role.CLIENT, SOURCE);
    PeerCredentials trusting =
        new PeerCredentials(
            authority.issue(Role.CLIENT, SOURCE).caCertificate(),
            stranger.certificate(),
            stranger.privateKey());

    destinationRefuses(trusting, "unable to get local issuer certificate");
  }

  @Test
  @DisplayName("the destination refuses a server's certificate, even in the client's name")
  void serverCertificateAsClient() throws Exception {
    destinationRefuses(authority.issue(Role.SERVER, SOURCE), "unsuitable certificate purpose");
  }

  @Test
  @DisplayName("the destination refuses a client's certificate with another name")
  void clientOfAnotherName() throws Exception {
    destinationRefuses(authority.issue(Role.CLIENT, ELSEWHERE), "Subject checks failed");
  }

  @Test
  @DisplayName("the destination refuses a client without a certificate")
  void clientWithoutCertificate() throws Exception {
    StunnelProcess destination = destination(authority.issue(Role.SERVER, DESTINATION));

    assertThat(openssl(destination, "-tls1_3")).doesNotContain("@RSYNCD");
    destination.awaitLog("peer did not return a certificate");
    assertThat(greeter.greeted()).isZero();
  }

  @Test
  @DisplayName("the destination refuses TLS 1.2, even with the right certificate")
  void clientWithOldTls() throws Exception {
    Path right = write(authority.issue(Role.CLIENT, SOURCE));
    StunnelProcess destination = destination(authority.issue(Role.SERVER, DESTINATION));

    assertThat(
            openssl(
                destination,
                "-tls1_2",
                "-cert",
                right.resolve("tls.crt").toString(),
                "-key",
                right.resolve("tls.key").toString()))
        .doesNotContain("@RSYNCD");
    destination.awaitLog("unsupported protocol");
    assertThat(greeter.greeted()).isZero();
  }

  @Test
  @DisplayName("the destination refuses a client without TLS")
  void plaintextClient() throws Exception {
    StunnelProcess destination = destination(authority.issue(Role.SERVER, DESTINATION));

    assertThat(Greeter.greetingFrom(destination.address(), Greeter.GREETING)).isEmpty();
    destination.awaitLog("wrong version number");
    assertThat(greeter.greeted()).isZero();
  }

  @Test
  @DisplayName("the destination refuses a client's certificate that is over")
  void expiredClient() throws Exception {
    Validity over = Validity.from(Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(1));
    // openssl does not mind that the server's own certificate is over as well.
    RunAuthority ended = RunAuthority.create("run-4", over, random);
    StunnelProcess destination = destination(ended.issue(Role.SERVER, DESTINATION));
    Path client = write(ended.issue(Role.CLIENT, SOURCE));

    assertThat(
            openssl(
                destination,
                "-tls1_3",
                "-cert",
                client.resolve("tls.crt").toString(),
                "-key",
                client.resolve("tls.key").toString()))
        .doesNotContain("@RSYNCD");
    destination.awaitLog("certificate has expired");
    assertThat(greeter.greeted()).isZero();
  }

  @Test
  @DisplayName("the source refuses a server of another run")
  void serverOfAnotherAuthority() throws Exception {
    sourceRefuses(
        anotherRun.issue(Role.SERVER, DESTINATION), "unable to get local issuer certificate");
  }

  @Test
  @DisplayName("the source refuses a client's certificate, even in the server's name")
  void clientCertificateAsServer() throws Exception {
    sourceRefuses(authority.issue(Role.CLIENT, DESTINATION), "unsuitable certificate purpose");
  }

  @Test
  @DisplayName("the source refuses a server's certificate with another name")
  void serverOfAnotherName() throws Exception {
    sourceRefuses(authority.issue(Role.SERVER, ELSEWHERE), "Subject checks failed");
  }

  private void destinationRefuses(PeerCredentials client, String reason) throws Exception {
    StunnelProcess destination = destination(authority.issue(Role.SERVER, DESTINATION));
    StunnelProcess source = source(client, destination);

    assertThat(Greeter.greetingFrom(source.address(), "")).isEmpty();
    destination.awaitLog(reason);
    assertThat(greeter.greeted()).isZero();
  }

  /** The server here verifies nobody: whoever refuses, it is the source. */
  private void sourceRefuses(PeerCredentials server, String reason) throws Exception {
    Path certificates = write(server);
    StunnelProcess impostor =
        start(
            List.of(
                "connect = 127.0.0.1:" + greeter.port(),
                "cert = " + certificates.resolve("tls.crt"),
                "key = " + certificates.resolve("tls.key")));
    StunnelProcess source = source(authority.issue(Role.CLIENT, SOURCE), impostor);

    assertThat(Greeter.greetingFrom(source.address(), "")).isEmpty();
    source.awaitLog(reason);
    assertThat(greeter.greeted()).isZero();
  }

  private StunnelProcess source(PeerCredentials credentials, StunnelProcess destination)
      throws Exception {
    List<String> service = new ArrayList<>();
    service.add("client = yes");
    service.add("connect = 127.0.0.1:" + destination.address().getPort());
    service.addAll(mutualTls(credentials, DESTINATION));
    return start(service);
  }

  private StunnelProcess destination(PeerCredentials credentials) throws Exception {
    List<String> service = new ArrayList<>();
    service.add("connect = 127.0.0.1:" + greeter.port());
    service.addAll(mutualTls(credentials, SOURCE));
    return start(service);
  }

  private List<String> mutualTls(PeerCredentials credentials, String peerName) throws IOException {
    Path certificates = write(credentials);
    return List.of(
        "cert = " + certificates.resolve("tls.crt"),
        "key = " + certificates.resolve("tls.key"),
        "CAfile = " + certificates.resolve("ca.crt"),
        "verifyChain = yes",
        "checkHost = " + peerName,
        "sslVersionMin = TLSv1.3",
        "sessionResume = no");
  }

  private StunnelProcess start(List<String> service) throws Exception {
    StunnelProcess stunnel = StunnelProcess.start(directory, service);
    started.add(stunnel);
    return stunnel;
  }

  /** As a Secret is mounted. */
  private Path write(PeerCredentials credentials) throws IOException {
    Path certificates = Files.createTempDirectory(directory, "certificates");
    Files.writeString(certificates.resolve("ca.crt"), credentials.caCertificate());
    Files.writeString(certificates.resolve("tls.crt"), credentials.certificate());
    Path key = certificates.resolve("tls.key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, credentials.privateKey());
    return certificates;
  }

  /** What openssl as a client prints, with the server's bytes among it. */
  private static String openssl(StunnelProcess destination, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-connect"));
    command.add("127.0.0.1:" + destination.address().getPort());
    command.addAll(List.of(arguments));
    Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      // Its input stays open: at its end it would leave before the server has answered.
      assertThat(client.waitFor(10, TimeUnit.SECONDS)).as("openssl ended").isTrue();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      client.destroyForcibly();
    }
  }

  private RunAuthority authority(String run) {
    return RunAuthority.create(run, Validity.from(Instant.now(), Duration.ofHours(1)), random);
  }
}
