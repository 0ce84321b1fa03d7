package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.kubeconfig.Route;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: no kubeconfig of a credential makes the controller run or read anything. */
class KubeconfigCredentialTest {
  private static final String SECRET = "s3cr3t-token";

  private static String kubeconfig(String cluster, String user) {
    return """
    apiVersion: v1
    kind: Config
    current-context: one
    contexts:
    - name: one
      context: {cluster: c, user: u}
    - name: two
      context: {cluster: c, user: v, namespace: n}
    clusters:
    - name: c
      cluster:
        server: https://example.com
        %s
    users:
    - name: v
      user: {token: other}
    - name: u
      user:
        token: %s
        %s
    """
        .formatted(cluster, SECRET, user);
  }

  private static ServerAccess taken(String text) {
    return Shown.of(new CredentialAccess.Kubeconfig("cluster-a", Optional.empty()), text).server();
  }

  private static ServerAccess taken(String text, String context) {
    return Shown.of(new CredentialAccess.Kubeconfig("cluster-a", Optional.of(context)), text)
        .server();
  }

  @Test
  @DisplayName(
      "a kubeconfig that carries all it needs is taken, with the context that is asked for")
  void taken() {
    String text = kubeconfig("tls-server-name: kubernetes", "as: jane");

    ServerAccess one = taken(text);
    assertThat(one.server()).hasToString("https://example.com:443");
    assertThat(one.credentials().current().authorization()).contains("Bearer " + SECRET);
    assertThat(one.tlsServerName()).contains("kubernetes");
    assertThat(one.as().orElseThrow().user()).isEqualTo("jane");
    assertThat(one.route()).isEqualTo(new Route.OfJava());
    assertThat(taken(text, "two").credentials().current().authorization()).contains("Bearer other");
  }

  @Test
  @DisplayName("a context that is not there is named, with those that are")
  void noContext() {
    assertThatThrownBy(() -> taken(kubeconfig("", ""), "three"))
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith(
            "the kubeconfig of credential cluster-a has no context \"three\"; it has one, two");
  }

  @Test
  @DisplayName("a command is refused, and not run: the client would run it while reading")
  void exec(@TempDir Path directory) {
    Path touched = directory.resolve("touched");
    String text =
        kubeconfig(
            "",
            "exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [%s]}"
                .formatted(touched));

    assertThatThrownBy(() -> taken(text).credentials().current())
        .isInstanceOf(ClusterException.class)
        .hasMessageContainingAll("credential cluster-a", "users[1].user.exec", "program");
    assertThat(touched).doesNotExist();
  }

  @Test
  @DisplayName("the command of a user that no context names is refused too")
  void unusedExec() {
    String text = kubeconfig("", "") + "- name: w\n  user: {exec: {command: touch}}\n";

    assertThatThrownBy(() -> taken(text)).hasMessageContaining("users[2].user.exec");
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("what names a file, or is unknown, is refused; the message has no secret")
  @CsvSource({
    "certificate-authority: /etc/passwd, '', certificate-authority-data",
    "'', client-certificate: /etc/passwd, client-certificate-data",
    "'', client-key: /etc/passwd, client-key-data",
    "'', tokenFile: /etc/passwd, token",
    "'', 'auth-provider: {name: gcp}', service account",
    "'', 'exec: 1', service account",
    "'', 'username: {a: b}', not a text",
    "'certificate-authority-data: [x]', '', not a text",
    "'extension: []', '', did you mean `extensions`?",
  })
  void refused(String cluster, String user, String instead) {
    assertThatThrownBy(() -> taken(kubeconfig(cluster, user)))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining(instead)
        .message()
        .doesNotContain(SECRET, "/etc/passwd");
  }

  @ParameterizedTest
  @DisplayName("what two parsers could read differently is refused; the message has no secret")
  @ValueSource(
      strings = {
        "users: &a [{name: u, user: {token: s3cr3t-token}}]\nclusters: *a\n",
        "clusters: []\nclusters: []\n",
        "clusters: []\n---\nusers: []\n",
        "token: [s3cr3t-token\n",
        "!!javax.script.ScriptEngineManager [s3cr3t-token]",
        "just s3cr3t-token",
        "",
      })
  void ambiguous(String text) {
    assertThatThrownBy(() -> taken(text))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("the kubeconfig of credential cluster-a")
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  @DisplayName("what would take the controller's memory or stack is refused as no kubeconfig")
  void hostile() {
    for (String text :
        List.of(
            "[".repeat(100_000),
            "clusters: ".repeat(1) + "{a: ".repeat(100_000),
            "a: " + "x".repeat(4 << 20))) {
      assertThatThrownBy(() -> taken(text))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("the kubeconfig of credential cluster-a");
    }
  }

  @ParameterizedTest
  @DisplayName("a proxy that the client can't take is refused here, without its password")
  @ValueSource(
      strings = {
        "http://jane:s3cr3t-token@pro xy:3128",
        "ftp://proxy:3128",
        "proxy:3128",
        "file:///etc/passwd",
      })
  void proxy(String url) {
    assertThatThrownBy(() -> taken(kubeconfig("proxy-url: \"" + url + "\"", "")))
        .isInstanceOf(ClusterException.class)
        .hasMessageContainingAll("cluster-a", "clusters[0].cluster.proxy-url", "http://HOST:PORT")
        .message()
        .doesNotContain(SECRET, "/etc/passwd");
  }

  @ParameterizedTest
  @DisplayName("a proxy that the client can take is kept")
  @ValueSource(strings = {"http://proxy:3128", "http://j:x@proxy:3128", "socks5://[::1]:1080"})
  void goodProxy(String url) {
    assertThat(taken(kubeconfig("proxy-url: \"" + url + "\"", "")).route())
        .isInstanceOf(Route.Through.class);
  }

  @ParameterizedTest
  @DisplayName("a server that is no URL of HTTP is refused")
  @ValueSource(strings = {"not a url", "file:///etc/passwd", "jar:http://x!/y", "https://"})
  void server(String url) {
    assertThatThrownBy(
            () -> taken(kubeconfig("", "").replace("https://example.com", "\"" + url + "\"")))
        .isInstanceOf(ClusterException.class)
        .hasMessageContainingAll("cluster-a", "clusters[0].cluster.server");
  }

  @Test
  @DisplayName("settings of kubectl's own say nothing to us")
  void preferences() {
    assertThat(taken(kubeconfig("", "") + "preferences: {colors: true}\n").server().secure())
        .isTrue();
  }
}
