package io.jenkins.plugins.volumetransfer.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a proxy of the environment is taken where kubectl takes it. Method: each line was also
 * asked of Go's own function (net/http, Go 1.19).
 */
class EnvironmentProxyTest {
  private static final Route THROUGH =
      new Route.Through(new ProxyAddress(ProxyAddress.Kind.HTTP, "proxy", 3128, Optional.empty()));

  private static Route route(String url, String... variables) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      all.put(variables[i], variables[i + 1]);
    }
    return EnvironmentProxy.route(
        all, ServerAddress.parse("", url, ServerAddress.WithoutScheme.REFUSED));
  }

  @ParameterizedTest(name = "NO_PROXY={1}: {0} directly: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "https://api.corp.example:6443 | *.corp.example | true",
        "https://corp.example | *.corp.example | false",
        "https://api.corp.example | .corp.example | true",
        "https://corp.example | .corp.example | false",
        "https://api.corp.example | corp.example | true",
        "https://corp.example | corp.example | true",
        "https://mycorp.example | corp.example | false",
        "https://API.Corp.Example | CORP.example | true",
        "https://api.corp.example:6443 | corp.example:6443 | true",
        "https://api.corp.example:6443 | corp.example:443 | false",
        "https://api.corp.example | corp.example:443 | true",
        "https://api.corp.example | ' a , , corp.example ' | true",
        "https://api.corp.example | * | true",
        "https://api.corp.example | '' | false",
        "https://api.corp.example | :443 | false",
        "https://api.corp.example | 10.0.0.0/8 | false",
        "https://10.1.2.3:6443 | 10.0.0.0/8 | true",
        "https://11.1.2.3:6443 | 10.0.0.0/8 | false",
        "https://10.1.2.3:6443 | 10.1.2.3 | true",
        "https://10.1.2.3:6443 | 10.1.2.3:6443 | true",
        "https://10.1.2.3:6443 | 10.1.2.3:443 | false",
        "https://10.1.2.3:6443 | 10.1.2.0/33 | false",
        "https://10.1.2.3:6443 | 10.1.2.0/x | false",
        "https://[fd00::1]:6443 | fd00::/8 | true",
        "https://[fd00::1]:6443 | fd00::1 | true",
        "https://[fd00::1]:6443 | [fd00::1]:6443 | true",
        "https://[fd00::1]:6443 | [fd00::1]:443 | false",
        "https://[fd00::1]:6443 | 10.0.0.0/8 | false",
        "https://localhost:6443 | '' | true",
        "https://127.0.0.9:6443 | '' | true",
        "https://[::1]:6443 | '' | true",
        "https://localhost.example | '' | false",
      })
  void exceptions(String server, String exceptions, boolean direct) {
    assertThat(route(server, "HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", exceptions))
        .isEqualTo(direct ? new Route.Direct() : THROUGH);
    assertThat(route(server, "https_proxy", "proxy:3128", "no_proxy", exceptions))
        .isEqualTo(direct ? new Route.Direct() : THROUGH);
  }

  @Test
  @DisplayName("each scheme has its variable; upper case counts first; ALL_PROXY does not count")
  void variables() {
    String server = "https://h";
    assertThat(route(server, "HTTP_PROXY", "http://proxy:3128")).isEqualTo(new Route.Direct());
    assertThat(route("http://h", "HTTP_PROXY", "http://proxy:3128")).isEqualTo(THROUGH);
    assertThat(route(server, "ALL_PROXY", "http://proxy:3128")).isEqualTo(new Route.Direct());
    assertThat(route(server, "HTTPS_PROXY", "http://proxy:3128", "https_proxy", "x:1"))
        .isEqualTo(THROUGH);
    assertThat(route(server, "HTTPS_PROXY", "", "https_proxy", "http://proxy:3128"))
        .isEqualTo(THROUGH);
    assertThat(route(server, "HTTPS_PROXY", "socks5://[::1]"))
        .isEqualTo(
            new Route.Through(
                new ProxyAddress(ProxyAddress.Kind.SOCKS, "::1", 1080, Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://p", "https://p", "http://a b", "http://", "http://p:x"})
  @DisplayName("what is no proxy is refused by the variable's name, without its password")
  void refused(String url) {
    assertThatThrownBy(() -> route("https://h", "HTTPS_PROXY", url))
        .isInstanceOf(AccessException.class)
        .hasMessageStartingWith("environment variable HTTPS_PROXY: ");
  }
}
