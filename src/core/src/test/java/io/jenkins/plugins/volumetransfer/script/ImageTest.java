package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: an image that can't do its part is told at once, by what it lacks. Method: a PATH without
 * one program, and shims that say what other versions say.
 */
@DisplayName("A container whose image")
@Tag("integration")
class ImageTest {
  private final TransferPods pods = new TransferPods().volume("data", "");

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "{0} without {1}")
  @CsvSource({
    "SOURCE_RSYNC, rsync",
    "SOURCE_RSYNC, nc",
    "SOURCE_RSYNC, flock",
    "SOURCE_RSYNC, stdbuf",
    "SOURCE_SINGLE, stunnel",
    "SOURCE_STUNNEL, stunnel",
    "SOURCE_STUNNEL, timeout",
    "DESTINATION_RSYNC, rsync",
    "DESTINATION_RSYNC, find",
    "DESTINATION_STUNNEL, stunnel",
  })
  @DisplayName("has not all programs names the missing one: 79")
  void missing(Script script, String program) throws IOException {
    Container container = pods.variable("PATH", pathWithout(program)).start(script);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(79);
    assertThat(container.log()).contains("volume-transfer: the image has no " + program + ";");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"nc: invalid option -- 'N'", "nc: unrecognized option: N"})
  @DisplayName("has an nc without -N says so at once: 79")
  void otherNc(String said) {
    pods.shim("nc", "echo \"" + said + "\" >&2", "exit 2").shimStunnelContainer();

    Container container = pods.start(Script.SOURCE_RSYNC);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(79);
    assertThat(container.log()).contains("does not know the option -N", "netcat-openbsd");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"SOURCE_STUNNEL", "SOURCE_SINGLE", "DESTINATION_STUNNEL"})
  @DisplayName("has a stunnel without TLS 1.3 says so: 79")
  void oldStunnel(Script script) {
    pods.shim(
        "stunnel",
        "[[ $1 != -version ]] || { echo 'Compiled/running with OpenSSL 1.0.2k-fips' >&2; exit; }",
        "exit 1");

    Container container = pods.start(script);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(79);
    assertThat(container.log()).contains("has no TLS 1.3 (OpenSSL 1.0");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "3.2.7, 3.2.7-1, true",
    "3.2.7, 3.2.7-1+deb12u2, false",
    "3.2.7, 3.2.7-1ubuntu1, true",
    "3.2.7, 3.2.7-1ubuntu1.2, false",
    "3.2.7, 3.2.7-0ubuntu0.22.04.2, true",
    "3.2.7, 3.2.7-0ubuntu0.22.04.4, false",
    "3.1.3, 3.1.3-8ubuntu0.7, true",
    "3.1.2, 3.1.2-2.1ubuntu1.6, true",
    "3.1.2, 3.1.2-2.1ubuntu1.6+esm1, false",
    "3.2.3, 3.2.3-4+deb11u1, true",
    "3.2.3, 3.2.3-4+deb11u4, false",
    "3.3.0, 3.3.0+ds1-2, true",
    "3.3.0, 3.3.0-1ubuntu0.2, false",
    "3.1.3, '', true",
    "3.4.1, '', false",
  })
  @DisplayName("has an rsync that is known to be unsafe warns, unless the distribution mended it")
  void oldRsync(String version, String packaged, boolean warns) {
    pods.shim("nc", "echo '@RSYNCD: 31.0 sha512'")
        .shimStunnelContainer()
        .shim(
            "rsync",
            "[[ $1 != --version ]] || echo 'rsync  version %s  protocol'".formatted(version))
        .shim("dpkg-query", packaged.isEmpty() ? "exit 1" : "printf '" + packaged + "'")
        .shim("rpm", "exit 1");

    Container container = pods.start(Script.SOURCE_RSYNC);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log().contains("volume-transfer: warning: the image's rsync " + version))
        .as(container.log())
        .isEqualTo(warns);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    // Only the first of the six holes.
    "3.2.3, 3.2.3-20.el9_5.1, 12085, true",
    "3.2.5, 3.2.5-3.el9, '', false",
    "3.2.5, 3.2.5-3.el9_7.2, '', false",
    "3.1.3, 3.1.3-20.el8_10, 12085, true",
    "3.1.3, 3.1.3-23.el8_10, '', false",
    "3.2.7, 3.2.7-150600.3.4.1, 12085, true",
    "3.2.7, 3.2.7-150600.3.8.1, 12084 12085 12086 12087 12088 12747, false",
  })
  @DisplayName("has an rsync of Red Hat's kind is told by version, of another by its own changelog")
  void rpm(String version, String packaged, String changes, boolean warns) {
    String text = changes.isEmpty() ? "" : "CVE-2024-" + changes.replace(" ", " CVE-2024-");
    pods.shim("nc", "echo '@RSYNCD: 31.0 sha512'")
        .shimStunnelContainer()
        .shim(
            "rsync",
            "[[ $1 != --version ]] || echo 'rsync  version %s  protocol'".formatted(version))
        .shim("dpkg-query", "exit 1")
        .shim(
            "rpm",
            "case $* in *--changelog*) echo '%s' ;; *) printf '%s' ;; esac"
                .formatted(text, packaged));

    Container container = pods.start(Script.SOURCE_RSYNC);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(
            container
                .log()
                .contains(
                    "warning: the image's rsync %s (%s) is older".formatted(version, packaged)))
        .as(container.log())
        .isEqualTo(warns);
  }

  @Test
  @DisplayName("has what it needs starts no process to find out")
  void wellEquipped() {
    pods.shimTunnel().shimStunnelContainer();
    Path asked = pods.ipcDirectory().resolve("asked");
    pods.shim("rsync", "[[ $1 != --version ]] || touch " + asked)
        .shim("dpkg-query", "touch " + asked);

    Container container = pods.start(Script.SOURCE_RSYNC);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(asked).doesNotExist();
  }

  /** All that is on the machine, but for one. */
  private String pathWithout(String program) throws IOException {
    Path directory = Files.createDirectories(pods.ipcDirectory().resolveSibling("programs"));
    for (String place : List.of("/usr/sbin", "/usr/bin")) {
      Container.runShell("ln --symbolic --force " + place + "/* '" + directory + "'");
    }
    Files.deleteIfExists(directory.resolve(program));
    return directory.toString();
  }
}
