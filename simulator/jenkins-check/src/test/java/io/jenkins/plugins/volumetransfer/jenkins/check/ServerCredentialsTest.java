package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import io.jenkins.plugins.volumetransfer.jenkins.check.KubernetesCredentials.ClientCertificate;
import io.jenkins.plugins.volumetransfer.jenkins.check.KubernetesCredentials.Password;
import io.jenkins.plugins.volumetransfer.jenkins.check.KubernetesCredentials.SshKey;
import io.jenkins.plugins.volumetransfer.jenkins.check.KubernetesCredentials.Token;
import io.jenkins.plugins.volumetransfer.jenkins.step.SourceOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import io.jenkins.plugins.volumetransfer.standin.CredentialStore;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the step reaches an API server by a token, by user and password, and by a client
 * certificate. Method: HTTPS before the local API server, by an authority that Java does not know.
 */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class ServerCredentialsTest {
  private static final String SECRET = "s3cr3t-of-the-cluster";
  private static final Pattern SERVER = Pattern.compile("server: \"?(http://[^\\s\"]+)");

  @TempDir private Path directory;
  private TestJenkins jenkins;
  private TlsFront front;

  @BeforeEach
  void start(TransferCluster cluster) throws Exception {
    jenkins = new TestJenkins(KubernetesCredentials.sources().toArray());
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    Matcher server = SERVER.matcher(Files.readString(cluster.kubeconfig()));
    assertThat(server.find()).isTrue();
    front = new TlsFront(URI.create(server.group(1)));
  }

  @AfterEach
  void stop() throws Exception {
    front.close();
    jenkins.close();
  }

  private TestPipeline.End copy(StandardCredentials credential, String url, String caCertificate)
      throws Exception {
    CredentialStore.add("", credential);
    SourceOption source = new SourceOption();
    source.credentialsId = credential.getId();
    source.serverUrl = url;
    source.caCertificate = caCertificate;
    source.namespace = "from";
    TransferVolumesStep step = Steps.copy("", "from", "to", "data");
    step.source = source;
    TestBuild build = new TestBuild("job", directory);
    TestPipeline pipeline = TestPipeline.start(step, build);
    TestPipeline.End end = pipeline.await();
    assertThat(build.log()).doesNotContain(SECRET);
    assertThat(String.valueOf(end.failure())).doesNotContain(SECRET);
    assertThat(pipeline.saved()).doesNotContain(SECRET);
    return end;
  }

  private TestPipeline.End copy(StandardCredentials credential) throws Exception {
    return copy(credential, front.url(), front.caCertificate());
  }

  private static void assertRefused(TestPipeline.End end, String... words) {
    assertThat(end.failure())
        .isInstanceOfSatisfying(
            TransferFailedException.class,
            failure -> assertThat(failure.getReason()).isEqualTo("NOT_LOGGED_IN"))
        .hasMessageContainingAll(words)
        .hasMessageNotContainingAny("defect", "null");
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, SECRET + "\n"})
  @DisplayName("a token, also one that was pasted with its line's end")
  void token(String token) throws Exception {
    assertThat(copy(new Token("t", token)).failure()).isNull();
    assertThat(front.headers()).containsExactly("Bearer " + SECRET);
    assertThat(CredentialStore.tracked()).contains("job#1 t");
  }

  @Test
  @DisplayName("user and password")
  void password() throws Exception {
    assertThat(copy(new Password("p", "jane", SECRET)).failure()).isNull();
    assertThat(front.headers()).hasSize(1).allMatch(header -> header.startsWith("Basic "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  @DisplayName("a client certificate, whatever the kind of its key")
  void certificate(String kind) throws Exception {
    assertThat(copy(new ClientCertificate("c", store(kind), SECRET)).failure()).isNull();
    assertThat(front.subjects()).containsExactly("CN=jane");
  }

  @Test
  @DisplayName("a store without a certificate is refused")
  void noCertificate() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    assertRefused(copy(new ClientCertificate("c", empty, SECRET)), "credential c");
  }

  @Test
  @DisplayName("a credential of another kind is refused, and so is one that is not there")
  void kind() throws Exception {
    assertRefused(copy(new SshKey("ssh")), "credential ssh", "of a kind");
    CredentialStore.clear();
    assertRefused(copy(new SshKey("ssh")), "credential ssh");
  }

  @Test
  @DisplayName("without the authority's certificate nothing is sent to a server that nobody knows")
  void unknownAuthority() throws Exception {
    assertThat(copy(new Token("t", SECRET), front.url(), "").failure())
        .isInstanceOf(TransferFailedException.class)
        .hasMessageContaining("certif")
        .hasMessageNotContaining("defect");
    assertThat(front.headers()).isEmpty();
  }

  @Test
  @DisplayName("what is no certificate of an authority is refused with the field's name")
  void noAuthority() throws Exception {
    assertRefused(copy(new Token("t", SECRET), front.url(), "/etc/passwd"), "caCertificate", "PEM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1", "localhost:6443", "https://", "https://a b"})
  @DisplayName("a URL by which a secret could be read on its way, or that is none, is refused")
  void url(String url) throws Exception {
    assertThat(copyFails(url))
        .isInstanceOfSatisfying(
            TransferFailedException.class,
            failure -> assertThat(failure.getReason()).isEqualTo("INVALID_SPEC"))
        .hasMessageContainingAll("source.serverUrl", "https://");
  }

  private Throwable copyFails(String url) throws Exception {
    try {
      return copy(new Token("t", SECRET), url, "").failure();
    } catch (TransferFailedException e) {
      return e;
    }
  }

  private KeyStore store(String kind) throws Exception {
    Path file = directory.resolve(kind + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                kind,
                "-dname",
                "CN=jane",
                "-storetype",
                "PKCS12",
                "-storepass",
                SECRET,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, SECRET.toCharArray());
    }
    return store;
  }
}
