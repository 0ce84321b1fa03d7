package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.tls.CertificateRequest;
import io.jenkins.plugins.volumetransfer.tls.PeerCredentials;
import io.jenkins.plugins.volumetransfer.tls.RunCertificates;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What others can do to a transfer under way, and what they can see of it. The source side is
 * played from a pod that is not the transfer's own, with what a thief may have.
 */
class TrustIT {
  /**
   * Connects to an address ($2, $3) through a stunnel of its own, with the certificates given as
   * texts ($4 ca, $5 certificate, $6 key; empty: none), and prints what rsyncd says first.
   */
  private static final String CONNECT =
      """
      set -o errexit -o nounset
      dir=$(mktemp --directory)
      trap 'kill $(jobs -p) 2>/dev/null; rm --recursive "$dir"' EXIT
      printf '%s' "$4" >"$dir/ca"
      printf '%s\\n%s' "$5" "$6" >"$dir/pair"
      chmod 600 "$dir"/*
      port=$((20000 + RANDOM % 10000))
      {
        printf 'foreground = yes\\npid =\\nsyslog = no\\n[t]\\nclient = yes\\n'
        printf 'accept = 127.0.0.1:%s\\nconnect = %s:%s\\n' "$port" "$2" "$3"
        [ -z "$5" ] || printf 'cert = %s\\nkey = %s\\n' "$dir/pair" "$dir/pair"
      } >"$dir/conf"
      stunnel "$dir/conf" >"$dir/log" 2>&1 &
      for i in $(seq 50); do nc -z 127.0.0.1 "$port" 2>/dev/null && break; sleep 0.1; done
      nc -w 3 127.0.0.1 "$port" </dev/null | head --bytes=100 || true
      """;

  private static final String PLAINTEXT =
      "nc -w 3 \"$2\" \"$3\" </dev/null | head --bytes=100 || true";

  private static TestBed bed;
  private static String source;
  private static String destination;
  private static VolumeTransferCommand command;

  @BeforeAll
  static void startASlowCopy() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    destination = bed.createNamespace("destination");
    bed.createClaim(source, "data");
    bed.createClaim(destination, "data");
    bed.onClaim(source, "data", "head --bytes=100M /dev/urandom >\"$1/big\"");
    command =
        VolumeTransferCommand.start(
            bed.kubeconfig(),
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--bandwidth-limit=500K",
                "--image=" + bed.image()));
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                new String(bed.onClaim(destination, "data", "ls --almost-all \"$1\""))
                    .contains("big"));
  }

  @AfterAll
  static void stop() throws Exception {
    command.interrupt();
    command.outcome();
    command.close();
    assertThat(bed.leftovers(source, destination)).isEmpty();
    bed.close();
  }

  @Test
  @DisplayName(
      "the transfer's own certificate is let in: what is refused below is refused for cause")
  void ownCertificate() throws Exception {
    assertThat(connect(secret(source))).startsWith("@RSYNCD:");
  }

  @Test
  @DisplayName("a certificate of another transfer is refused")
  void otherAuthority() throws Exception {
    assertThat(connect(strangers())).isEmpty();
  }

  @Test
  @DisplayName("the server's own certificate, used as a client's, is refused")
  void serverCertificate() throws Exception {
    assertThat(connect(secret(destination))).isEmpty();
  }

  @Test
  @DisplayName("no certificate is refused")
  void noCertificate() throws Exception {
    assertThat(connect(new PeerCredentials("none", "none", "none"), "", "")).isEmpty();
  }

  @Test
  @DisplayName("plaintext is refused")
  void plaintext() throws Exception {
    byte[] answer = bed.onClaim(source, "data", PLAINTEXT, host(), "8443");

    assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("RSYNCD");
  }

  @Test
  @DisplayName("rsyncd itself listens on loopback only")
  void rsyncdOnLoopback() {
    List<String> configs = new ArrayList<>();
    bed.client()
        .configMaps()
        .inNamespace(destination)
        .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
        .list()
        .getItems()
        .forEach(map -> configs.add(map.getData().get("rsyncd.conf")));

    assertThat(configs).singleElement().asString().contains("address = 127.0.0.1");
  }

  @Test
  @DisplayName("no key is in a pod, a ConfigMap, a command line or a log")
  void noSecretAnywhere() throws Exception {
    List<String> keys = new ArrayList<>();
    for (String namespace : List.of(source, destination)) {
      keys.add(secret(namespace).privateKey());
    }
    StringBuilder seen = new StringBuilder();
    for (String namespace : List.of(source, destination)) {
      for (Pod pod : pods(namespace)) {
        seen.append(Serialization.asYaml(pod));
        for (var container : pod.getSpec().getContainers()) {
          String name = pod.getMetadata().getName();
          seen.append(bed.commandLines(namespace, name, container.getName()));
          seen.append(
              bed.client()
                  .pods()
                  .inNamespace(namespace)
                  .withName(name)
                  .inContainer(container.getName())
                  .getLog());
        }
      }
      bed.client()
          .configMaps()
          .inNamespace(namespace)
          .list()
          .getItems()
          .forEach(map -> seen.append(Serialization.asYaml(map)));
    }
    assertThat(seen.toString()).contains("rsync").doesNotContain("PRIVATE KEY");
    for (String key : keys) {
      // Whole lines of the key, and the key as Kubernetes encodes it.
      String line = key.lines().skip(1).findFirst().orElseThrow();
      assertThat(line).hasSizeGreaterThan(40);
      assertThat(seen.toString()).doesNotContain(line);
      assertThat(seen.toString())
          .doesNotContain(
              Base64.getEncoder()
                  .encodeToString(key.getBytes(StandardCharsets.UTF_8))
                  .substring(40, 90));
    }
  }

  private static String connect(PeerCredentials credentials) throws Exception {
    return connect(credentials, credentials.certificate(), credentials.privateKey());
  }

  private static String connect(PeerCredentials credentials, String certificate, String key)
      throws Exception {
    return new String(
        bed.onClaim(
            source, "data", CONNECT, host(), "8443", credentials.caCertificate(), certificate, key),
        StandardCharsets.ISO_8859_1);
  }

  private static PeerCredentials secret(String namespace) {
    Secret secret =
        bed.client()
            .secrets()
            .inNamespace(namespace)
            .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
            .list()
            .getItems()
            .get(0);
    Map<String, String> data = secret.getData();
    return new PeerCredentials(
        text(data.get("ca.crt")), text(data.get("tls.crt")), text(data.get("tls.key")));
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static PeerCredentials strangers() {
    return RunCertificates.issue(
            new CertificateRequest("other", "client.other", "server.other", Duration.ofHours(1)),
            new SecureRandom(),
            Clock.systemUTC())
        .client();
  }

  private static String host() {
    return pods(destination).get(0).getStatus().getPodIP();
  }

  private static List<Pod> pods(String namespace) {
    return bed.client()
        .pods()
        .inNamespace(namespace)
        .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
        .list()
        .getItems();
  }
}
