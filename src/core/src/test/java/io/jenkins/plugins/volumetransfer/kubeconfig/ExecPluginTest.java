package io.jenkins.plugins.volumetransfer.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.volumetransfer.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: a plugin that logs in is run as kubectl runs it, and what goes wrong with it is told by its
 * own words, within a bound. Method: small scripts beside the kubeconfig.
 */
@Tag("integration")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecPluginTest {
  private static final String V1 = "client.authentication.k8s.io/v1";

  @TempDir private Path directory;
  private final TestClock now = new TestClock(Instant.parse("2030-01-01T00:00:00Z"));

  private Path plugin(String script) throws IOException {
    Path file = Files.writeString(directory.resolve("plugin"), "#!/bin/bash\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private static String printing(String status) {
    return "echo '{\"apiVersion\":\"%s\",\"kind\":\"ExecCredential\",\"status\":{%s}}'"
        .formatted(V1, status);
  }

  private Credentials credentials(String more) throws IOException {
    return credentials("./plugin", more);
  }

  private Credentials credentials(String command, String more) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("config"),
            """
            current-context: one
            clusters:
            - name: c
              cluster:
                server: https://h:6443
                tls-server-name: n
                extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: x}}]
            contexts: [{name: one, context: {cluster: c, user: u}}]
            users:
            - name: u
              user:
                exec:
                  apiVersion: %s
                  command: %s
                  interactiveMode: IfAvailable
                  installHint: "apt install it\\nor not"
            """
                    .formatted(V1, command)
                + more.indent(6));
    Map<String, String> variables = Map.of("PATH", System.getenv("PATH"), "T", "other");
    return Kubeconfig.of(List.of(file))
        .access(Optional.empty(), new Surroundings(variables, Optional.empty(), false, now))
        .credentials();
  }

  @Test
  @DisplayName("without a shell, with its variables, relative to the kubeconfig, stderr apart")
  void run() throws IOException {
    plugin(
        """
        echo "a warning" >&2
        printf '%s|' "$@" "$T" "$V" >args
        """
                .replace("args", directory.resolve("args").toString())
            + printing("\"token\":\"t1\""));

    Credentials credentials =
        credentials("args: [\"$T\", \"a b; exit 1\", \"\"]\nenv: [{name: V, value: \"$T\"}]");

    assertThat(credentials.current().authorization()).contains("Bearer t1");
    assertThat(directory.resolve("args")).hasContent("$T|a b; exit 1||other|$T|");
  }

  @Test
  @DisplayName("is told of the cluster where it asks for that")
  void info() throws IOException {
    plugin(
        "printf '%s' \"$KUBERNETES_EXEC_INFO\" >"
            + directory.resolve("info")
            + "\n"
            + printing("\"token\":\"t1\""));
    ObjectMapper json = new ObjectMapper();

    credentials("").current();
    JsonNode info = json.readTree(directory.resolve("info").toFile());
    assertThat(info)
        .isEqualTo(
            json.readTree(
                "{\"apiVersion\":\""
                    + V1
                    + "\",\"kind\":\"ExecCredential\","
                    + "\"spec\":{\"interactive\":false}}"));

    credentials("provideClusterInfo: true").current();
    assertThat(json.readTree(directory.resolve("info").toFile()).at("/spec/cluster"))
        .isEqualTo(
            json.readTree(
                "{\"server\":\"https://h:6443\",\"tls-server-name\":\"n\","
                    + "\"config\":{\"audience\":\"x\"}}"));
  }

  @Test
  @DisplayName("is run once, again when its token expires, and when the server refuses it")
  void again() throws IOException {
    Path count = directory.resolve("count");
    plugin(
        "echo x >>"
            + count
            + "\nn=$(wc --lines <"
            + count
            + ")\n"
            + printing("\"token\":\"t'$n'\",\"expirationTimestamp\":\"2030-01-01T01:00:00Z\""));
    Credentials credentials = credentials("");

    Credentials.Shown first = credentials.current();
    assertThat(credentials.current()).isEqualTo(first);
    assertThat(first.authorization()).contains("Bearer t1");
    assertThat(credentials.renew(first)).isTrue();
    assertThat(credentials.renew(first)).isTrue();
    assertThat(credentials.current().authorization()).contains("Bearer t2");
    now.pass(Duration.ofMinutes(60));
    assertThat(credentials.current().authorization()).contains("Bearer t3");
  }

  @Test
  @DisplayName("a client certificate")
  void certificate() throws IOException {
    Certificates jane = Certificates.of("EC", "jane");
    plugin(
        printing(
            "\"clientCertificateData\":\"%s\",\"clientKeyData\":\"%s\""
                .formatted(
                    jane.certificatePem().replace("\n", "\\n"),
                    jane.keyPem().replace("\n", "\\n"))));

    assertThat(credentials("").current().certificate().orElseThrow().chain())
        .containsExactly(jane.certificate());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo 'no session: log in with x' >&2; exit 3 | ended with code 3; it said: no session: log"
            + " in with x",
        "exit 1 | ended with code 1 and said nothing",
        "echo hello | printed no ExecCredential in JSON",
        "exit 0 | printed no ExecCredential in JSON",
        "echo [] | printed no ExecCredential in JSON",
        "echo '{}' | printed no ExecCredential of client.authentication.k8s.io/v1; set apiVersion",
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\"}'"
            + " | but of client.authentication.k8s.io/v1beta1",
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\"}' |"
            + " without a status",
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'"
            + " | neither a token",
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"a"
            + " b\"}}' | status.token: has a character",
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"a\",\"expirationTimestamp\":\"soon\"}}'"
            + " | status.expirationTimestamp: is no moment",
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"clientKeyData\":\"a\"}}'"
            + " | neither a token",
        "head --bytes=2000000 /dev/zero; sleep 600 | printed more than a mebibyte",
      })
  @DisplayName("that gives nothing is told by its path, its end and its own words")
  void fails(String script, String message) throws IOException {
    plugin(script);
    Credentials credentials = credentials("");

    assertThatThrownBy(credentials::current)
        .isInstanceOf(AccessException.class)
        .hasMessageStartingWith(
            "kubeconfig " + directory.resolve("config") + ": users[0].user.exec.command: ")
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("that is not there is told with what its author says about installing it")
  void missing() throws IOException {
    assertThatThrownBy(() -> credentials("no-such-plugin-here", "").current())
        .hasMessageContainingAll(
            "\"no-such-plugin-here\" can't be run: No such file or directory",
            "installHint: apt install it or not");
  }

  @Test
  @DisplayName("that failed is not run again by the client's own retries, but later it is")
  void rests() throws IOException {
    Path count = directory.resolve("count");
    plugin("echo x >>" + count + "; exit 1");
    Credentials credentials = credentials("");

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(credentials::current).isInstanceOf(AccessException.class);
    }
    assertThat(count).hasContent("x");
    now.pass(Duration.ofSeconds(11));
    assertThatThrownBy(credentials::current).isInstanceOf(AccessException.class);
    assertThat(count).hasContent("x\nx");
  }

  @Test
  @DisplayName("that does not end is ended, with what it has started")
  void bound() throws Exception {
    Path pid = directory.resolve("pid");
    plugin("sleep 600 & echo $! >" + pid + "; echo waiting >&2; wait");
    ExecProgram program =
        new ExecProgram(
            List.of(directory.resolve("plugin").toString()),
            System.getenv(),
            false,
            Optional.empty(),
            Duration.ofSeconds(1));

    assertThatThrownBy(program::run).hasMessageStartingWith("did not end within 1 s");
    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> child.filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  @DisplayName("that asks for something is told at once that nobody is there to answer")
  void asks() throws IOException {
    plugin("cat >/dev/null\n" + printing("\"token\":\"t1\""));

    assertThat(credentials("").current().authorization()).contains("Bearer t1");
  }

  @Test
  @DisplayName("that leaves an agent is not waited for longer, and what it printed counts")
  void agent() throws Exception {
    Path pid = directory.resolve("pid");
    String leaving = "sleep 600 & echo $! >" + pid + "\n";

    try {
      plugin(leaving + printing("\"token\":\"t1\""));
      assertThat(credentials("").current().authorization()).contains("Bearer t1");
      end(pid);
      plugin(leaving + "echo no session >&2; exit 3");
      assertThatThrownBy(credentials("")::current)
          .hasMessageContaining("ended with code 3; it said: no session");
    } finally {
      end(pid);
    }
  }

  private static void end(Path pid) throws IOException {
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }
}
