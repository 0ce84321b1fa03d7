package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: what an image or a cluster puts into the environment reaches no program. Method: the file
 * that each script reads first, and then {@code env} as a program that it starts.
 */
@DisplayName("A variable of the image's environment")
class EnvironmentTest {
  @TempDir private Path directory;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "RSYNC_RSH",
        "RSYNC_CONNECT_PROG",
        "RSYNC_PROXY",
        "RSYNC_PASSWORD",
        "RSYNC_PARTIAL_DIR",
        "RSYNC_ICONV",
        "RSYNC_OLD_ARGS",
        "RSYNC_OF_A_LATER_ONE",
        "OPENSSL_CONF",
        "OPENSSL_MODULES",
        "OPENSSL_ENGINES",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "SSLKEYLOGFILE",
        "GREP_OPTIONS",
        "GREP_COLORS",
        "BLOCK_SIZE",
        "BLOCKSIZE",
        "DU_BLOCK_SIZE",
        "LC_MESSAGES",
        "LC_NUMERIC",
        "LANG",
        "LANGUAGE",
        "TZ",
        "POSIXLY_CORRECT",
        "_POSIX2_VERSION",
        "BASH_ENV",
        "ENV",
        "CDPATH",
        "GLOBIGNORE",
        "TMPDIR",
        "QUOTING_STYLE",
        "TIME_STYLE",
      })
  @DisplayName("that changes what a program does reaches none")
  void gone(String variable) {
    assertThat(started(Map.of(variable, "/nowhere"))).doesNotContainKey(variable);
  }

  @Test
  @DisplayName("for the language of messages is that which the scripts read")
  void language() {
    assertThat(started(Map.of("LC_ALL", "de_DE.UTF-8"))).containsEntry("LC_ALL", "C");
  }

  @Test
  @DisplayName("that is none of these stays")
  void stays() {
    assertThat(started(Map.of("MALLOC_ARENA_MAX", "1"))).containsEntry("MALLOC_ARENA_MAX", "1");
  }

  @ParameterizedTest
  @EnumSource(Script.class)
  @DisplayName("is put away before a script reads anything else")
  void first(Script script) {
    List<String> sourced =
        script
            .text()
            .lines()
            .filter(line -> line.startsWith("source "))
            .map(line -> line.replaceAll(".*/(.+)\".*", "$1"))
            .toList();

    // Others are sourced by one of these.
    if (script.text().startsWith("#!") && !sourced.isEmpty()) {
      assertThat(sourced.get(0)).isEqualTo("process.sh");
    }
  }

  private Map<String, String> started(Map<String, String> environment) {
    ShellFunctions functions = new ShellFunctions(directory);
    environment.forEach(functions::variable);
    Map<String, String> seen = new HashMap<>();
    functions
        .print("env")
        .lines()
        .filter(line -> line.contains("="))
        .forEach(line -> seen.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return seen;
  }
}
