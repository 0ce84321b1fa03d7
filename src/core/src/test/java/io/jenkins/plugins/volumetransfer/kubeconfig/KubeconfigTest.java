package io.jenkins.plugins.volumetransfer.kubeconfig;

import static io.jenkins.plugins.volumetransfer.kubeconfig.Certificates.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: each field of a kubeconfig is obeyed, or refused with its path; and no message has a secret
 * in it.
 */
class KubeconfigTest {
  private static final String SECRET = "s3cr3t-token";
  private static final Surroundings AROUND =
      new Surroundings(Map.of(), Optional.empty(), false, Clock.systemUTC());
  private static final Certificates CA = Certificates.of("EC", "authority");

  @TempDir private Path directory;

  private static String with(String cluster, String user) {
    return """
    apiVersion: v1
    kind: Config
    current-context: one
    clusters:
    - {name: c, cluster: {%s}}
    users:
    - {name: u, user: {%s}}
    contexts:
    - {name: one, context: {cluster: c, user: u, namespace: n}}
    """
        .formatted(cluster, user);
  }

  private static String cluster(String more) {
    return with("server: \"https://h:6443\"" + (more.isEmpty() ? "" : ", " + more), "");
  }

  private static String user(String fields) {
    return with("server: \"https://h:6443\"", fields);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("config"), text);
  }

  private ServerAccess access(String text) throws IOException {
    return access(text, Optional.empty());
  }

  private ServerAccess access(String text, Optional<String> context) throws IOException {
    return Kubeconfig.of(List.of(write(text))).access(context, AROUND);
  }

  private Optional<String> authorization(String fields) throws IOException {
    return access(user(fields)).credentials().current().authorization();
  }

  /** The end of the message, after the name of the file. */
  private void assertRefused(String text, String... words) {
    assertThatThrownBy(() -> access(text))
        .isInstanceOf(AccessException.class)
        .hasMessageStartingWith("kubeconfig " + directory.resolve("config"))
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain(SECRET, "Exception", "null");
  }

  @Test
  @DisplayName("an impersonated user, with uid, groups and extra fields, as headers")
  void as() throws IOException {
    Impersonation as =
        access(user("as: jane, as-uid: \"1\", as-groups: [a, b], as-user-extra: {sc/é: [x, y]}"))
            .as()
            .orElseThrow();

    assertThat(as.headers())
        .containsExactly(
            new Impersonation.Header("Impersonate-User", "jane"),
            new Impersonation.Header("Impersonate-Uid", "1"),
            new Impersonation.Header("Impersonate-Group", "a"),
            new Impersonation.Header("Impersonate-Group", "b"),
            new Impersonation.Header("Impersonate-Extra-sc%2F%C3%A9", "x"),
            new Impersonation.Header("Impersonate-Extra-sc%2F%C3%A9", "y"));
  }

  @Test
  @DisplayName("a token, a user and password, and nobody")
  void headers() throws IOException {
    assertThat(authorization("token: \"" + SECRET + "\\n\"")).contains("Bearer " + SECRET);
    assertThat(authorization("username: jane, password: \"a:b\""))
        .contains("Basic " + base64("jane:a:b"));
    assertThat(authorization("")).isEmpty();
    assertThat(access(cluster("")).credentials().current())
        .hasToString("credentials that are not shown");
  }

  @Test
  @DisplayName("a token's file is read anew each time, wins over the token, and may fail later")
  void tokenFile() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "first\n");
    Credentials credentials = access(user("token: other, tokenFile: token")).credentials();
    assertThat(credentials.current().authorization()).contains("Bearer first");

    Credentials.Shown before = credentials.current();
    assertThat(credentials.renew(before)).isFalse();
    Files.writeString(file, "second");
    assertThat(credentials.renew(before)).isTrue();
    assertThat(credentials.current().authorization()).contains("Bearer second");
    Files.delete(file);
    assertThat(credentials.current().authorization()).contains("Bearer second");
  }

  @Test
  @DisplayName("what is said of the server and the way to it")
  void server() throws IOException {
    String ca = base64("text before\n" + CA.certificatePem() + CA.certificatePem());
    ServerAccess access =
        access(
            cluster(
                "tls-server-name: kubernetes, disable-compression: true, proxy-url: "
                    + "\"http://j%40x:p@proxy\", certificate-authority-data: "
                    + ca));

    assertThat(access.server().url()).isEqualTo("https://h:6443");
    assertThat(access.tlsServerName()).contains("kubernetes");
    assertThat(access.compressed()).isFalse();
    assertThat(access.trust())
        .isEqualTo(new Trust.Authorities(List.of(CA.certificate(), CA.certificate())));
    assertThat(access.route())
        .isEqualTo(
            new Route.Through(
                new ProxyAddress(
                    ProxyAddress.Kind.HTTP, "proxy", 80, Optional.of("Basic " + base64("j@x:p")))));
    assertThat(access(cluster("insecure-skip-tls-verify: true")).trust())
        .isEqualTo(new Trust.Anybody());
    assertThat(access(cluster("")).trust()).isEqualTo(new Trust.OfJava());
    assertThat(access(cluster("")).route()).isEqualTo(new Route.Direct());
  }

  @ParameterizedTest
  @CsvSource({
    "https://h, https://h:443",
    "HTTPS://h:1/, https://h:1",
    "https://[::1]:6443/k8s/clusters/c-1/, https://[::1]:6443/k8s/clusters/c-1",
    "http://h, http://h:80",
    "https://under_score:6443, https://under_score:6443",
  })
  @DisplayName("a URL of a server")
  void url(String written, String url) throws IOException {
    assertThat(access(with("server: \"" + written + "\"", "")).server().url()).isEqualTo(url);
  }

  @Test
  @DisplayName("a server without a scheme: https where kubectl takes it so, otherwise refused")
  void noScheme() throws IOException {
    String ca = "certificate-authority-data: " + base64(CA.certificatePem());
    assertThat(access(with("server: \"h:6443\", " + ca, "")).server().secure()).isTrue();
    assertThat(access(with("server: h, insecure-skip-tls-verify: true", "")).server().url())
        .isEqualTo("https://h:443");
    assertRefused(
        with("server: \"h:6443\"", "token: " + SECRET),
        "clusters[0].cluster.server: has no scheme",
        "https://HOST:PORT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: 1 | cluster.server: is a number, not a text; write it in quotes",
        "server: [x] | cluster.server: is a list",
        "server: 'ftp://h' | cluster.server: is no URL",
        "server: 'https://a b' | cluster.server: is no URL",
        "server: 'https://' | cluster.server: is no URL",
        "server: 'https://j:s3cr3t-token@h' | cluster.server: has a user",
        "server: 'https://h?s3cr3t-token' | cluster.server: has a query",
        "server: 'https://h:0' | cluster.server: has a port",
        "server: 'https://h:66666' | cluster.server: has a port",
        "'' | cluster.server: is missing",
        "server: '' | cluster.server: is missing",
        "server: | cluster.server: is missing",
        "server: 'http://h', tls-server-name: x | cluster.server: is of http",
        "server: 'http://h', insecure-skip-tls-verify: true | cluster.server: is of http",
        "server: 'https://h', tls-server-name: 'a b' | cluster.tls-server-name: is no name",
        "server: 'https://h', insecure-skip-tls-verify: 'true' | cluster.insecure-skip-tls-verify:"
            + " is a text, not true",
        "server: 'https://h', proxy-url: proxy.example.com | cluster.proxy-url: has no scheme",
        "server: 'https://h', proxy-url: 'proxy:1' | cluster.proxy-url: has no scheme",
        "server: 'https://h', proxy-url: 'https://j:s3cr3t-token@p' | cluster.proxy-url: is a proxy"
            + " that is spoken to by TLS",
        "server: 'https://h', proxy-url: 'ftp://p' | cluster.proxy-url: is no proxy",
        "server: 'https://h', proxy-url: 'http://p/x' | cluster.proxy-url: has a path",
        "server: 'https://h', proxy-url: 'http://s3cr3t-token p' | cluster.proxy-url: is no URL",
        "server: 'https://h', proxy-url: 'socks5://j:s3cr3t-token@p' | cluster.proxy-url: has a"
            + " user for a SOCKS",
        "server: 'https://h', certificate-authority-data: '***' |"
            + " cluster.certificate-authority-data: is not base64",
        "server: 'https://h', certificate-authority-data: YWJj |"
            + " cluster.certificate-authority-data: has no certificate",
        "server: 'https://h', certificate-authority-data: '-----BEGIN CERTIFICATE-----' | is PEM"
            + " itself",
        "server: 'https://h', certificate-authority: missing.pem | cluster.certificate-authority:"
            + " names",
        "server: 'https://h', certificate-authority: '~/x' | only a shell knows",
        "server: 'https://h', certificate-authority: . | is a directory",
        "server: 'https://h', certificate-authority: /dev/stdin | is a pipe or device",
        "server: 'https://h', server-name: x | cluster.server-name: is not a field",
        "server: 'https://h', extensions: {} | cluster.extensions: is a mapping",
      })
  @DisplayName("a cluster that can't be obeyed is refused by its field")
  void badCluster(String fields, String message) {
    assertRefused(with(fields == null ? "" : fields, ""), "clusters[0].", message);
  }

  @Test
  @DisplayName("an authority beside its file, or beside insecure-skip-tls-verify")
  void authorities() {
    String ca = "certificate-authority-data: " + base64(CA.certificatePem());
    assertRefused(cluster(ca + ", certificate-authority: x"), "certificate-authority: stands");
    assertRefused(
        cluster(ca + ", insecure-skip-tls-verify: true"),
        "insecure-skip-tls-verify: goes with no certificate-authority");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token: 123456 | user.token: is a number, not a text; write it in quotes",
        "token: 's3cr3t-token b' | user.token: has a character",
        "token: ' ' | user.token: is empty",
        "tokenfile: x | user.tokenfile: is not a field; did you mean `tokenFile`?",
        "users3cr3tvalue: x | user.(no name): is not a field",
        "tokenFile: missing | user.tokenFile: names",
        "username: jane | user.password: is missing",
        "password: s3cr3t-token | user.username: is missing",
        "username: 'a:b', password: s3cr3t-token | user.username: has a colon",
        "token: s3cr3t-token, username: a, password: b | user.username: does not go with token",
        "as-groups: [a] | user.as-groups: needs `as`",
        "as-uid: a | user.as-uid: needs `as`",
        "as-user-extra: {a: [b]} | user.as-user-extra: needs `as`",
        "as: \"a\\nb\" | user.as: or a field of it has a control character",
        "as: jane, as-groups: a | user.as-groups: is a text, not a list",
        "as: jane, as-user-extra: {a: b} | user.as-user-extra.a: is a text, not a list",
        "client-certificate-data: YWJj | user.client-key-data: is missing",
        "client-key-data: YWJj | user.client-certificate-data: is missing",
        "client-certificate: missing, client-key: missing | user.client-certificate: names",
        "auth-provider: {name: gcp} | user.auth-provider: gcp is not obeyed",
        "auth-provider: {name: azure} | user.auth-provider: azure is not obeyed",
        "auth-provider: {name: oidc, config: {id-token: s3cr3t-token}} | user.auth-provider: oidc",
        "auth-provider: {} | user.auth-provider: is not obeyed",
        "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x} |"
            + " user.exec.apiVersion: is no version",
        "exec: {command: x} | user.exec.apiVersion: is missing",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1} | user.exec.command: is missing",
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: x} |"
            + " user.exec.interactiveMode: is missing",
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always} |"
            + " user.exec.interactiveMode: is Always, but there is no terminal",
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: y} |"
            + " user.exec.interactiveMode: is none",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x, env: [{value: y}]} |"
            + " user.exec.env[0].name: is missing",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x, arg: [y]} |"
            + " user.exec.arg: is not a field",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x, args: [1]} |"
            + " user.exec.args[0]: is a number",
        "token: s3cr3t-token, exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x}"
            + " | user.exec: does not go with token",
      })
  @DisplayName("a user that can't be obeyed is refused by its field")
  void badUser(String fields, String message) {
    assertRefused(user(fields), "users[0].", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | is a list, not a mapping",
        "hello | is a single value, not a mapping",
        "'' | has no context",
        "'# nothing' | has no context",
        "contexts: | has no context",
        "'a: &x 1\nb: *x' | is an alias (*); write the value itself",
        "'password: *s3cr3t-token' | is an alias (*); write the value itself",
        "'{a: b}\n---\n{c: d}' | a second document begins",
        "'a: 1\na: 2' | Duplicate field",
        "'{\"a\": 1, \"a\": 2}' | Duplicate field",
        "'\tclusters: []' | line 1, column 1",
        "kind: Secret | kind: is Secret; a kubeconfig has `kind: Config`",
        "apiVersion: v2 | apiVersion: is v2",
        "clusters: {} | clusters: is a mapping, not a list",
        "users: [1] | users[0]: is a number, not a mapping",
        "users: [{user: {}}] | users[0].name: is missing",
        "users: [{name: 1}] | users[0].name: is a number",
        "'users: [{name: a}, {name: a}]' | users[1].name: is that of an entry above",
        "users: [{name: a, token: x}] | users[0].token: is not a field",
        "users: [{name: a, user: []}] | users[0].user: is a list",
        "'\"a: s3cr3t-token b\": 1' | (no name): is not a field",
        "context: [] | context: is not a field; did you mean `contexts`?",
        "current-context: x | current-context: names \"x\", which is not there; it has none",
        "contexts: [{name: x}] | current-context: is missing; write it, or name a context: it has"
            + " x",
        "'current-context: x\ncontexts: [{name: x}]' | contexts[0].context.cluster: is missing",
        "'current-context: x\n"
            + "contexts: [{name: x, context: {cluster: y}}]' | contexts[0].context.cluster: names"
            + " \"y\", which is not among the clusters; they are none",
        "'current-context: x\n"
            + "contexts: [{name: x, context: {cluster: y, user: z}}]\n"
            + "clusters: [{name: y, cluster: {server: \"https://h\"}}]' | contexts[0].context.user:"
            + " names \"z\"",
        "'current-context: x\n"
            + "contexts: [{name: x, context: {cluster: y}}]\n"
            + "clusters: [{name: y}]' | clusters[0].cluster.server: is missing",
        "'a: {b: [s3cr3t-token' | not valid YAML",
        "'s3cr3t-token: [' | not valid YAML",
        "'{{s3cr3t-token' | not valid YAML",
        "'{? {s3cr3t-token: 1} : 2}' | not valid YAML",
      })
  @DisplayName("a text that is no kubeconfig, or names what is not there, is refused in a sentence")
  void badText(String text, String message) {
    assertRefused(text == null ? "" : text, message);
  }

  @Test
  @DisplayName("bytes that are not UTF-8, a file without end, and one that is too large")
  void badBytes() throws IOException {
    Path file = directory.resolve("config");
    Files.write(file, "kind: Café".getBytes(StandardCharsets.ISO_8859_1));
    refused(file, "is not written in UTF-8");
    Files.write(file, "kind: Config".getBytes(StandardCharsets.UTF_16));
    refused(file, "is not written in UTF-8");
    Files.write(file, new byte[(3 << 20) + 1]);
    refused(file, "is larger than 3 MiB");
    refused(Path.of("/dev/zero"), "is a pipe or device");
    refused(directory.resolve("missing"), "is not a file");
    refused(directory, "is a directory");
    Files.writeString(file, "a: &a [x,x,x,x,x,x,x,x]\nb: [*a,*a,*a,*a]\n".repeat(1));
    refused(file, "is an alias");
    Files.writeString(file, "[".repeat(100_000));
    refused(file, "not valid YAML");
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> Kubeconfig.of(List.of(file)).access(Optional.empty(), AROUND))
        .isInstanceOf(AccessException.class)
        .hasMessageContainingAll("kubeconfig " + file, message);
  }

  @Test
  @DisplayName("a byte order mark, JSON with tabs, and what only kubectl needs, are no mistakes")
  void harmless() throws IOException {
    String yaml = cluster("extensions: [{name: x, extension: {a: b}}]");
    assertThat(access("\ufeff" + yaml + "preferences: {colors: true}\nextensions: []\n").server())
        .hasToString("https://h:6443");
    assertThat(
            access(
                    """
                    {
                    \t"current-context": "x",
                    \t"clusters": [{"name": "c", "cluster": {"server": "https://h"}}],
                    \t"users": null,
                    \t"contexts": [{"name": "x", "context": {"cluster": "c"}}]
                    }
                    """)
                .server())
        .hasToString("https://h:443");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  @DisplayName("a client certificate, with its key in each form, in the file or in another")
  void keys(String kind) throws IOException {
    Certificates jane = Certificates.of(kind, "jane");
    Files.writeString(directory.resolve("both.pem"), jane.keyPem() + jane.certificatePem());
    assertThat(identity("client-certificate: both.pem, client-key: both.pem").chain())
        .containsExactly(jane.certificate());
    assertThat(identity(data(jane.certificatePem(), jane.keyPem())).key())
        .isEqualTo(jane.keys().getPrivate());
    if (!kind.equals("Ed25519")) {
      String old = kind.equals("EC") ? Certificates.ecParameters() : "";
      assertThat(identity(data(jane.certificatePem(), old + jane.oldKeyPem())).key())
          .isEqualTo(jane.keys().getPrivate());
    }
  }

  private ClientIdentity identity(String fields) throws IOException {
    return access(user(fields)).credentials().current().certificate().orElseThrow();
  }

  private static String data(String certificate, String key) {
    return "client-certificate-data: " + base64(certificate) + ", client-key-data: " + base64(key);
  }

  @Test
  @DisplayName("a key that is encrypted, another's, of no use or broken is refused")
  void badKeys() {
    Certificates jane = Certificates.of("EC", "jane");
    String pem = jane.certificatePem();
    assertRefused(
        user(data(pem, Certificates.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}))),
        "users[0].user.client-key-data: is encrypted");
    assertRefused(
        user(
            data(
                pem,
                jane.oldKeyPem()
                    .replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x,1\n\n"))),
        "users[0].user.client-key-data: is encrypted");
    assertRefused(
        user(data(pem, Certificates.of("EC", "joe").keyPem())),
        "client-key-data: is not the key of the certificate");
    assertRefused(
        user(data(pem, Certificates.of("RSA", "joe").oldKeyPem())),
        "client-key-data: is not the key of the certificate");
    assertRefused(
        user(data(pem, Certificates.pem("OPENSSH PRIVATE KEY", new byte[] {1}))),
        "client-key-data: is a key of a kind");
    assertRefused(
        user(data(pem, Certificates.pem("EC PRIVATE KEY", new byte[] {1}))),
        "client-key-data: has a private key that can't be read");
    assertRefused(user(data(pem, pem)), "client-key-data: has no private key");
    assertRefused(
        user(data(pem, pem.substring(0, 60))), "client-key-data: is no PEM that can be read");
    Certificates old = Certificates.of("EC", "jane", Instant.now().minus(Duration.ofHours(1)));
    assertRefused(
        user(data(old.certificatePem(), old.keyPem())),
        "users[0].user.client-certificate-data: has expired",
        "log in again");
    assertRefused(
        with("server: \"http://h\"", data(pem, jane.keyPem())),
        "client-certificate-data: is not shown to a server of http");
  }

  @Test
  @DisplayName("of several files the first counts for each name, and paths are those of each file")
  void merged() throws IOException {
    Path first = directory.resolve("first");
    Path second = Files.createDirectory(directory.resolve("dir")).resolve("second");
    Files.writeString(
        first,
        """
        clusters: [{name: a, cluster: {server: "https://first"}}]
        users: [{name: u, user: {token: first}}]
        """);
    Files.writeString(second.resolveSibling("token"), "of-the-second");
    Files.writeString(
        second,
        """
        current-context: y
        clusters: [{name: a, cluster: {server: "https://second", tls-server-name: x}}]
        users: [{name: u, user: {}}, {name: v, user: {tokenFile: token}}]
        contexts:
        - {name: x, context: {cluster: a, user: u}}
        - {name: y, context: {cluster: a, user: v}}
        """);
    Kubeconfig both = Kubeconfig.of(List.of(first, second));

    ServerAccess y = both.access(Optional.empty(), AROUND);
    assertThat(y.server()).hasToString("https://first:443");
    assertThat(y.tlsServerName()).isEmpty();
    assertThat(y.credentials().current().authorization()).contains("Bearer of-the-second");
    assertThat(both.access(Optional.of("x"), AROUND).credentials().current().authorization())
        .contains("Bearer first");
    assertThatThrownBy(() -> both.access(Optional.of("z"), AROUND))
        .hasMessage("kubeconfig " + first + ", " + second + " has no context \"z\"; it has x, y");
  }

  @Test
  @DisplayName("what other contexts use is not looked at, as it is not obeyed")
  void others() throws IOException {
    assertThat(
            access(
                    """
                    current-context: one
                    clusters: [{name: c, cluster: {server: "https://h"}}, {name: d, cluster: {}}]
                    users: [{name: u, user: {auth-provider: {name: gcp}}}]
                    contexts:
                    - {name: one, context: {cluster: c}}
                    - {name: two, context: {cluster: d, user: u}}
                    """)
                .server())
        .hasToString("https://h:443");
  }

  @Test
  @DisplayName("a certificate in base64 may be wrapped, but not in another alphabet")
  void wrapped() throws IOException {
    String wrapped =
        Base64.getMimeEncoder()
            .encodeToString(CA.certificatePem().getBytes(StandardCharsets.UTF_8))
            .replace("\r\n", "\\n");
    assertThat(access(cluster("certificate-authority-data: \"" + wrapped + "\"")).trust())
        .isEqualTo(new Trust.Authorities(List.of(CA.certificate())));
  }
}
