package io.jenkins.plugins.volumetransfer.cluster;

import static io.jenkins.plugins.volumetransfer.kubeconfig.Certificates.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.kubeconfig.Certificates;
import io.jenkins.plugins.volumetransfer.kubeconfig.Surroundings;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: what a kubeconfig says is what a server and a proxy see. Method: a server of this machine
 * that keeps who asked it, and a door that keeps what a proxy is told.
 */
class AccessClientTest {
  private static final String VERSION = "{\"major\":\"1\",\"minor\":\"20\"}";
  private static final Certificates SERVER = Certificates.of("EC", "kubernetes");
  private static final Certificates JANE = Certificates.of("EC", "jane");

  @TempDir private Path directory;
  private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final List<String> users = new CopyOnWriteArrayList<>();
  private volatile String accepted = "";
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private String plain() throws IOException {
    return start(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0), "http");
  }

  private String secure() throws Exception {
    HttpsServer secure = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "s", SERVER.keys().getPrivate(), new char[0], new Certificate[] {SERVER.certificate()});
    keys.setCertificateEntry("jane", JANE.certificate());
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, new char[0]);
    TrustManagerFactory clients = TrustManagerFactory.getInstance("PKIX");
    clients.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), clients.getTrustManagers(), null);
    secure.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    return start(secure, "https");
  }

  private String start(HttpServer started, String scheme) {
    server = started;
    server.createContext("/", this::answer);
    server.start();
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestHeaders());
    if (exchange instanceof HttpsExchange https) {
      names.add(((ExtendedSSLSession) https.getSSLSession()).getRequestedServerNames().toString());
      try {
        users.add(https.getSSLSession().getPeerPrincipal().getName());
      } catch (SSLPeerUnverifiedException e) {
        users.add("nobody");
      }
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] body = VERSION.getBytes(StandardCharsets.UTF_8);
    boolean refused = !accepted.isEmpty() && !accepted.equals(authorization);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(refused ? 401 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void ask(String cluster, String user, Map<String, String> variables) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("config"),
            """
            current-context: one
            clusters: [{name: c, cluster: {%s}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: one, context: {cluster: c, user: u}}]
            """
                .formatted(cluster, user));
    ClusterRef ref =
        new ClusterRef(
            Optional.of(file.toString()), Optional.empty(), ClusterRef.Access.KUBECONFIG);
    Surroundings around = new Surroundings(variables, Optional.empty(), false, Clock.systemUTC());
    RequestTimeouts little = new RequestTimeouts(10_000, 10, 0);
    try (Cluster asking =
        new KubernetesCluster(
            AccessClient.of(KubeconfigClusters.access(ref, around), little), little)) {
      assertThat(asking.version()).hasToString("1.20");
    }
  }

  private void ask(String cluster, String user) throws IOException {
    ask(cluster, user, Map.of());
  }

  private static String authority(Certificates of) {
    return ", certificate-authority-data: " + base64(of.certificatePem());
  }

  @Test
  @DisplayName("whom the token's owner acts for, and nothing of Java's properties or variables")
  void headers() throws IOException {
    Map<String, String> properties =
        Map.of(
            "kubernetes.master", "http://127.0.0.1:1",
            "kubernetes.auth.token", "leaked",
            "kubernetes.impersonate.username", "leaked",
            "http.proxyHost", "127.0.0.1",
            "http.proxyPort", "1",
            "http.nonProxyHosts", "");
    properties.forEach(System::setProperty);
    try {
      ask(
          "server: \"" + plain() + "\", disable-compression: true",
          "token: t, as: jané, as-groups: [a, b], as-user-extra: {k: [v]}");
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
    Map<String, List<String>> headers = asked.get(0);
    assertThat(headers.get("Authorization")).containsExactly("Bearer t");
    assertThat(
            new String(
                headers.get("Impersonate-user").get(0).getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8))
        .isEqualTo("jané");
    assertThat(headers.get("Impersonate-group")).containsExactly("a", "b");
    assertThat(headers.get("Impersonate-extra-k")).containsExactly("v");
    assertThat(headers.get("Accept-encoding")).containsExactly("identity");
  }

  @Test
  @DisplayName("a token that was replaced is shown in the place of one that is refused")
  void replaced() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "old");
    String url = plain();
    accepted = "Bearer new";
    server.removeContext("/");
    server.createContext(
        "/",
        exchange -> {
          Files.writeString(token, "new");
          answer(exchange);
        });

    ask("server: \"" + url + "\"", "tokenFile: token");

    assertThat(asked)
        .extracting(headers -> headers.get("Authorization"))
        .containsExactly(List.of("Bearer old"), List.of("Bearer new"));
  }

  @Test
  @DisplayName("a plugin that fails is what the failure tells, and the server is not asked")
  void plugin() throws IOException {
    String url = plain();
    assertThatThrownBy(
            () ->
                ask(
                    "server: \"" + url + "\"",
                    "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: bash,"
                        + " args: [-c, \"echo no session >&2; exit 3\"]}",
                    Map.of("PATH", System.getenv("PATH"))))
        .isInstanceOfSatisfying(
            ClusterException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(Reason.NOT_LOGGED_IN))
        .hasMessage(
            "kubeconfig "
                + directory.resolve("config")
                + ": users[0].user.exec.command: \"bash\" ended with code 3; it said: no session");
    assertThat(asked).isEmpty();
  }

  @Test
  @DisplayName("a server by another name is taken by tls-server-name only, which it is told")
  void serverName() throws Exception {
    String cluster = "server: \"" + secure() + "\"" + authority(SERVER);
    assertThatThrownBy(() -> ask(cluster, "token: t"))
        .isInstanceOfSatisfying(
            ClusterException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(Reason.API_UNREACHABLE));
    assertThat(asked).isEmpty();

    ask(cluster + ", tls-server-name: kubernetes", "token: t");

    assertThat(names).containsExactly("[type=host_name (0), value=kubernetes]");
    assertThatThrownBy(() -> ask(cluster + ", tls-server-name: other", "token: t"))
        .isInstanceOf(ClusterException.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  @DisplayName("another authority is not trusted; anybody is with insecure-skip-tls-verify only")
  void authorities() throws Exception {
    String cluster = "tls-server-name: kubernetes, server: \"" + secure() + "\"";
    assertThatThrownBy(() -> ask(cluster + authority(JANE), "token: t"))
        .isInstanceOf(ClusterException.class);
    assertThatThrownBy(() -> ask(cluster, "token: t")).isInstanceOf(ClusterException.class);
    assertThat(asked).isEmpty();

    ask(
        "server: \"https://127.0.0.1:"
            + server.getAddress().getPort()
            + "\", insecure-skip-tls-verify: true",
        "token: t");
    assertThat(asked).hasSize(1);
  }

  @Test
  @DisplayName("a client certificate is shown, of a file and of a plugin")
  void certificate() throws Exception {
    String cluster =
        "tls-server-name: kubernetes, server: \"" + secure() + "\"" + authority(SERVER);
    ask(
        cluster,
        "client-certificate-data: "
            + base64(JANE.certificatePem())
            + ", client-key-data: "
            + base64(JANE.keyPem()));
    Path printed =
        Files.writeString(
            directory.resolve("printed"),
            """
            {"apiVersion": "client.authentication.k8s.io/v1beta1", "kind": "ExecCredential",
             "status": {"clientCertificateData": "%s", "clientKeyData": "%s"}}
            """
                .formatted(
                    JANE.certificatePem().replace("\n", "\\n"),
                    JANE.keyPem().replace("\n", "\\n")));
    ask(
        cluster,
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: cat, args: ["
            + printed
            + "]}",
        Map.of("PATH", System.getenv("PATH")));
    ask(cluster, "token: t");

    assertThat(users).containsExactly("CN=jane", "CN=jane", "nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy-url", "HTTPS_PROXY", "https_proxy"})
  @DisplayName("a proxy is asked for the server, with its user, whoever names it")
  void proxy(String where) throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread proxy = new Thread(() -> keep(door, told));
      proxy.setDaemon(true);
      proxy.start();
      String url = "http://jane:secret@127.0.0.1:" + door.getLocalPort();
      String cluster = "server: \"https://api.example:6443\"";
      assertThatThrownBy(
              () ->
                  ask(
                      where.equals("proxy-url")
                          ? cluster + ", proxy-url: \"" + url + "\""
                          : cluster,
                      "token: t",
                      where.equals("proxy-url") ? Map.of() : Map.of(where, url)))
          .isInstanceOf(ClusterException.class);
    }
    assertThat(told)
        .contains(
            "CONNECT api.example:6443 HTTP/1.1",
            "Proxy-Authorization: Basic " + base64("jane:secret"))
        .noneMatch(line -> line.contains("Bearer"));
  }

  private static void keep(ServerSocket door, List<String> told) {
    while (!door.isClosed()) {
      try (Socket one = door.accept()) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(one.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = lines.readLine();
            line != null && !line.isEmpty();
            line = lines.readLine()) {
          told.add(line);
        }
        one.getOutputStream()
            .write(
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        // The loop looks.
      }
    }
  }
}
