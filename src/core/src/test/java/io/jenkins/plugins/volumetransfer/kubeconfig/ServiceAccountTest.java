package io.jenkins.plugins.volumetransfer.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a pod's service account is used as client-go uses it, by the environment's proxy too. */
class ServiceAccountTest {
  private static final Certificates CA = Certificates.of("EC", "authority");

  @TempDir private Path mount;

  private ServiceAccount account(Map<String, String> variables) throws IOException {
    Files.writeString(mount.resolve("token"), "first\n");
    Files.writeString(mount.resolve("ca.crt"), CA.certificatePem());
    return new ServiceAccount(mount, variables);
  }

  @Test
  @DisplayName("address, authority, and a token that is read anew")
  void access() throws IOException {
    ServerAccess access =
        account(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443"))
            .access();

    assertThat(access.server().url()).isEqualTo("https://[fd00::1]:6443");
    assertThat(access.trust()).isEqualTo(new Trust.Authorities(List.of(CA.certificate())));
    assertThat(access.credentials().current().authorization()).contains("Bearer first");
    Files.writeString(mount.resolve("token"), "second");
    assertThat(access.credentials().current().authorization()).contains("Bearer second");
    assertThat(access.route()).isEqualTo(new Route.Direct());
  }

  @Test
  @DisplayName("the environment's proxy, and the exceptions from it")
  void proxy() throws IOException {
    Map<String, String> through =
        Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "HTTPS_PROXY", "http://proxy:3128");
    assertThat(account(through).access().route()).isInstanceOf(Route.Through.class);

    Map<String, String> around =
        Map.of(
            "KUBERNETES_SERVICE_HOST",
            "10.96.0.1",
            "HTTPS_PROXY",
            "http://proxy:3128",
            "NO_PROXY",
            "10.96.0.0/12");
    assertThat(account(around).access().route()).isEqualTo(new Route.Direct());
  }

  @Test
  @DisplayName("outside of a pod, and with an authority that is none, it is refused in a sentence")
  void refused() throws IOException {
    ServiceAccount outside = account(Map.of());
    assertThatThrownBy(outside::access)
        .isInstanceOf(AccessException.class)
        .hasMessage("inCluster: this process does not run in a pod with a service account");

    ServiceAccount broken = account(Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1"));
    Files.writeString(mount.resolve("ca.crt"), "none");
    assertThatThrownBy(broken::access)
        .isInstanceOf(AccessException.class)
        .hasMessageStartingWith("inCluster: the authority's certificate in ");
  }
}
