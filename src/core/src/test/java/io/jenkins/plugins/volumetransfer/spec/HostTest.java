package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "h",
        "node-1",
        "lb.example.org",
        "3com.example",
        "a1b2.elb.eu-central-1.amazonaws.com",
        "xn--bcher-kva.example",
        "LB.Example.ORG"
      })
  @DisplayName("RFC 1123 names are names, and no addresses")
  void names(String text) {
    assertThat(Host.isName(text)).isTrue();
    assertThat(Host.isAddress(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.7",
        "255.255.255.255",
        "::1",
        "fd00::7",
        "2001:db8::1:2",
        "::ffff:10.0.0.7"
      })
  @DisplayName("IPv4 and IPv6 are addresses, and no names")
  void addresses(String text) {
    assertThat(Host.isAddress(text)).isTrue();
    assertThat(Host.isName(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\nexec = /bin/sh",
        "a\r",
        "a\u0000",
        "a\u2028b",
        "a:1",
        "-a",
        "a-",
        "a..b",
        ".a",
        "a.",
        "a_b",
        "$(id)",
        "a;b",
        "a/b",
        "größe.example",
        "1.2.3",
        "256.1.1.1",
        "010.0.0.1",
        "1.2.3.4.5",
        "٨.٧.٦.٥",
        "fe80::1%eth0",
        "[::1]",
        ":::",
        "1:2",
        "g::1",
        "::1\n"
      })
  @DisplayName("whatever else a cluster may call a host is none")
  void neither(String text) {
    assertThat(Host.isOne(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536, Integer.MAX_VALUE})
  @DisplayName("a port has its bounds")
  void ports(int port) {
    assertThat(Host.isPort(port)).isFalse();
    assertThat(Host.isPort(8443)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 10.0.0.7/32",
    "fd00::7, fd00::7/128",
    "FD00::7, FD00::7/128",
    "::ffff:10.0.0.7, 10.0.0.7/32",
    "lb.example.org, ",
    "h, "
  })
  @DisplayName("an address is a block of one; a name is none")
  void blocks(String host, String block) {
    assertThat(Host.block(host)).isEqualTo(Optional.ofNullable(block));
  }
}
