package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
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
class KubeconfigVettingTest {
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

  private static String vetted(String text) {
    return KubeconfigVetting.vetted("cluster-a", text, Optional.empty());
  }

  private static String vetted(String text, String context) {
    return KubeconfigVetting.vetted("cluster-a", text, Optional.of(context));
  }

  @Test
  @DisplayName(
      "a kubeconfig that carries all it needs is taken, with the context that is asked for")
  void taken() {
    String text = kubeconfig("certificate-authority-data: QUJD", "");

    Config one = Config.fromKubeconfig(vetted(text));
    assertThat(one.getMasterUrl()).isEqualTo("https://example.com/");
    assertThat(one.getAutoOAuthToken()).isEqualTo(SECRET);
    assertThat(one.getCaCertData()).isEqualTo("QUJD");
    assertThat(Config.fromKubeconfig(vetted(text, "two")).getAutoOAuthToken()).isEqualTo("other");
  }

  @Test
  @DisplayName("a context that is not there is named, with those that are")
  void noContext() {
    assertThatThrownBy(() -> vetted(kubeconfig("", ""), "three"))
        .hasMessage("the kubeconfig of credential cluster-a has no context three; it has one, two");
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

    assertThatThrownBy(() -> Config.fromKubeconfig(vetted(text)))
        .isInstanceOf(ClusterException.class)
        .hasMessageContainingAll("credential cluster-a", "exec", "user u", "controller");
    assertThat(touched).doesNotExist();
  }

  @Test
  @DisplayName("the command of a user that no context names is refused too")
  void unusedExec() {
    String text = kubeconfig("", "") + "- name: w\n  user: {exec: {command: touch}}\n";

    assertThatThrownBy(() -> vetted(text)).hasMessageContainingAll("exec", "user w");
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("what names a file, or is unknown, is refused; the message has no secret")
  @CsvSource({
    "certificate-authority: /etc/passwd, '', certificate-authority-data",
    "'', client-certificate: /etc/passwd, client-certificate-data",
    "'', client-key: /etc/passwd, client-key-data",
    "'', tokenFile: /etc/passwd, token",
    "'', 'auth-provider: {name: gcp}', service account",
    "'', 'as: root', only fields",
    "'', 'username: {a: b}', only fields",
    "'certificate-authority-data: [x]', '', only fields",
    "'extensions: []', '', only fields",
  })
  void refused(String cluster, String user, String instead) {
    assertThatThrownBy(() -> vetted(kubeconfig(cluster, user)))
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
    assertThatThrownBy(() -> vetted(text))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("credential cluster-a is no kubeconfig")
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
      assertThatThrownBy(() -> vetted(text))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("credential cluster-a is no kubeconfig");
    }
  }

  @ParameterizedTest
  @DisplayName("a proxy that the client can't take is refused here, without its password")
  @ValueSource(
      strings = {
        "http://jane:s3cr3t-token@proxy",
        "http://jane:s3cr3t-token@pro xy:3128",
        "ftp://proxy:3128",
        "proxy:3128",
        "file:///etc/passwd",
      })
  void proxy(String url) {
    assertThatThrownBy(() -> vetted(kubeconfig("proxy-url: \"" + url + "\"", "")))
        .isInstanceOf(ClusterException.class)
        .hasMessageContainingAll("cluster-a", "proxy-url in cluster c", "http://HOST:PORT")
        .message()
        .doesNotContain(SECRET, "/etc/passwd");
  }

  @ParameterizedTest
  @DisplayName("a proxy that the client can take is kept")
  @ValueSource(strings = {"http://proxy:3128", "https://j:x@proxy:3128", "socks5://[::1]:1080"})
  void goodProxy(String url) {
    assertThat(vetted(kubeconfig("proxy-url: \"" + url + "\"", ""))).contains(url);
  }

  @ParameterizedTest
  @DisplayName("a server that is no URL of HTTP is refused")
  @ValueSource(strings = {"not a url", "file:///etc/passwd", "jar:http://x!/y", "https://"})
  void server(String url) {
    assertThatThrownBy(
            () -> vetted(kubeconfig("", "").replace("https://example.com", "\"" + url + "\"")))
        .isInstanceOf(ClusterException.class)
        .hasMessageContainingAll("cluster-a", "server in cluster c");
  }

  @Test
  @DisplayName("what is beside the lists is left out")
  void leftOut() {
    assertThat(vetted(kubeconfig("", "") + "preferences: {colors: true}\n"))
        .doesNotContain("preferences");
  }
}
