package io.jenkins.plugins.volumetransfer.kubeconfig;

import static io.jenkins.plugins.volumetransfer.kubeconfig.Certificates.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.volumetransfer.spec.Mutations;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.testing.SearchBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: whatever a kubeconfig looks like, it is taken or refused in one clear line. Method: seeded
 * changes of valid ones, of their text and of their fields; {@code -Dfuzz.kubeconfigs=1000000}
 * makes more of them, {@code -Dfuzz.seed} others. No plugin is run: only what is written is read.
 */
class KubeconfigFuzzTest {
  private static final int COUNT = Integer.getInteger("fuzz.kubeconfigs", 3_000);
  private static final long SEED = Long.getLong("fuzz.seed", 12);
  private static final String SECRET = "s3cr3tvalue";

  private static final Certificates JANE = Certificates.of("EC", "jane");

  private static final List<String> VALID =
      List.of(
          """
          apiVersion: v1
          kind: Config
          preferences: {colors: true}
          current-context: one
          clusters:
          - name: c
            cluster:
              server: https://example.com:6443/k8s
              certificate-authority-data: %s
              tls-server-name: kubernetes
              proxy-url: http://jane:x@proxy:3128
              disable-compression: true
              extensions: [{name: e, extension: {a: b}}]
          users:
          - name: u
            user:
              client-certificate-data: %s
              client-key-data: %s
              as: jane
              as-uid: "1"
              as-groups: [a, b]
              as-user-extra: {k: [v]}
          contexts:
          - name: one
            context: {cluster: c, user: u, namespace: n}
          """
              .formatted(
                  base64(JANE.certificatePem()),
                  base64(JANE.certificatePem()),
                  base64(JANE.oldKeyPem())),
          """
          current-context: two
          clusters: [{name: c, cluster: {server: "h:6443", insecure-skip-tls-verify: true}}]
          users:
          - name: u
            user: {token: s3cr3tvalue, tokenFile: token}
          - name: v
            user:
              exec:
                apiVersion: client.authentication.k8s.io/v1
                command: ./login
                args: [get, "$T"]
                env: [{name: A, value: b}]
                installHint: install it
                provideClusterInfo: true
                interactiveMode: IfAvailable
          contexts:
          - {name: one, context: {cluster: c, user: u}}
          - {name: two, context: {cluster: c, user: v}}
          """,
          """
          {"clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:8080",
            "certificate-authority": "ca.crt"}}],
           "users": [{"name": "u", "user": {"username": "jane", "password": "s3cr3tvalue"}}],
           "contexts": [{"name": "x", "context": {"cluster": "c", "user": "u"}}],
           "current-context": "x"}
          """);

  @TempDir private Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(directory.resolve("token"), "t");
    Files.writeString(directory.resolve("ca.crt"), JANE.certificatePem());
  }

  @Test
  @DisplayName("what is changed was a kubeconfig before")
  void valid() throws Exception {
    for (String text : VALID) {
      Path file = Files.writeString(directory.resolve("config"), text);

      Kubeconfig.of(List.of(file)).access(Optional.empty(), around());
    }
  }

  private Surroundings around() {
    return new Surroundings(Map.of(), Optional.of(directory), false, Clock.systemUTC());
  }

  @Test
  @Tag("search")
  @DisplayName("only the clear refusal comes out, in one line, without a secret")
  void fuzz() throws IOException {
    Path file = directory.resolve("config");
    Surroundings around = around();
    Random random = new Random(SEED);
    Mutations mutations = new Mutations(random);
    SearchBudget budget = SearchBudget.ofProperty();
    int taken = 0;
    int i = 0;
    for (; i < COUNT && !budget.isSpent(); i++) {
      byte[] bytes = mutations.of(VALID.get(random.nextInt(VALID.size())));
      try {
        if (read(file, bytes, around, i)) {
          taken++;
        }
      } catch (RuntimeException | StackOverflowError e) {
        fail(
            "fuzz.seed="
                + SEED
                + ", number "
                + i
                + ":\n"
                + new String(bytes, StandardCharsets.UTF_8),
            e);
      }
    }
    assertThat(taken).as("some must be taken, or nothing is shown").isPositive();
    System.out.println("kubeconfigs " + i + " exceptions 0 (taken " + taken + ")");
    System.out.println(budget.covered(i, COUNT, "kubeconfigs"));
  }

  /** By a file, or as the text of a credential: both faces. */
  private static boolean read(Path file, byte[] bytes, Surroundings around, int number)
      throws IOException {
    try {
      if (number % 2 == 0) {
        Files.write(file, bytes);
        Kubeconfig.of(List.of(file)).access(Optional.empty(), around);
      } else {
        Kubeconfig.of("kubeconfig x", SmallFile.text("", bytes)).accessWithin(Optional.empty());
      }
      return true;
    } catch (AccessException e) {
      if (e.getMessage().contains(SECRET)
          || e.getMessage().contains("Exception")
          || e.getMessage().lines().count() != 1) {
        throw new IllegalStateException("no clear refusal: " + e.getMessage(), e);
      }
      return false;
    } catch (SpecException e) {
      // The text of a credential is a text already; here it is not yet one.
      return false;
    }
  }
}
