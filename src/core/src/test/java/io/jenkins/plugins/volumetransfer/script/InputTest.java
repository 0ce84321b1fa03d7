package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: what can't work is told at once, with its name. Method: each input spoilt in turn. */
@DisplayName("A container that can't do its work")
@Tag("integration")
class InputTest {
  private final TransferPods pods = new TransferPods().volume("data", "");

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "{0} without {1}")
  @CsvSource({
    "SOURCE_RSYNC, IPC_DIRECTORY",
    "SOURCE_RSYNC, CONFIG_DIRECTORY",
    "SOURCE_RSYNC, VOLUMES_DIRECTORY",
    "SOURCE_RSYNC, TUNNEL_HOST",
    "SOURCE_RSYNC, TUNNEL_PORT",
    "SOURCE_RSYNC, TUNNEL_TIMEOUT_SECONDS",
    "SOURCE_RSYNC, RESULT_FILE",
    "SOURCE_SINGLE, IPC_DIRECTORY",
    "SOURCE_SINGLE, TUNNEL_TIMEOUT_SECONDS",
    "SOURCE_STUNNEL, IPC_DIRECTORY",
    "SOURCE_STUNNEL, CONFIG_DIRECTORY",
    "SOURCE_STUNNEL, TUNNEL_TIMEOUT_SECONDS",
    "DESTINATION_RSYNC, CONFIG_DIRECTORY",
    "DESTINATION_RSYNC, VOLUMES_DIRECTORY",
    "DESTINATION_STUNNEL, CONFIG_DIRECTORY",
    "DESTINATION_STUNNEL, POD_IP",
    "DESTINATION_STUNNEL, ENDPOINT_PORT",
  })
  @DisplayName("for want of an environment variable names it: 71")
  void variableMissing(Script script, String variable) {
    Container container = pods.withoutVariable(variable).start(script);

    assertThat(container.exitCode()).isEqualTo(71);
    assertThat(container.log()).startsWith("volume-transfer: ").contains(" " + variable + " ");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SOURCE_RSYNC", "SOURCE_SINGLE", "SOURCE_STUNNEL"})
  @DisplayName("for want of a number of seconds says so: 71")
  void notSeconds(Script script) {
    Container container = pods.sourceVariable("TUNNEL_TIMEOUT_SECONDS", "10m").start(script);

    assertThat(container.exitCode()).isEqualTo(71);
    assertThat(container.log()).contains("TUNNEL_TIMEOUT_SECONDS is '10m'");
  }

  @ParameterizedTest(name = "{0} without {1}")
  @CsvSource({
    "SOURCE_RSYNC, rsync-arguments",
    "SOURCE_RSYNC, volumes",
    "SOURCE_SINGLE, stunnel.conf",
    "SOURCE_STUNNEL, stunnel.conf",
    "DESTINATION_RSYNC, rsyncd.conf",
    "DESTINATION_RSYNC, volumes",
    "DESTINATION_STUNNEL, stunnel.conf",
  })
  @DisplayName("for want of a file names it: 71")
  void fileMissing(Script script, String file) {
    Container container = pods.withoutConfigurationFile(file).start(script);

    assertThat(container.exitCode()).isEqualTo(71);
    assertThat(container.log()).contains("/" + file + " is missing");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "SOURCE_RSYNC, volumes",
    "SOURCE_RSYNC, rsync-arguments",
    "DESTINATION_RSYNC, volumes",
  })
  @DisplayName("because of an empty line, which would name everything, says so: 71")
  void emptyLine(Script script, String file) {
    for (String text : List.of("", "\n", "data\t\n\n", "\tsub\n")) {
      Container container = pods.configurationFile(file, text).start(script);

      assertThat(container.exitCode()).as(text).isEqualTo(71);
      assertThat(container.log()).contains("/" + file + " is empty");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SOURCE_RSYNC", "SOURCE_SINGLE", "SOURCE_STUNNEL"})
  @DisplayName("because the shared volume is read-only says so: 70")
  void ipcReadOnly(Script script) {
    Container container = pods.sourceVariable("IPC_DIRECTORY", "/proc").start(script);

    assertThat(container.exitCode()).isEqualTo(70);
    assertThat(container.log()).contains("volume-transfer: can't write and lock files in /proc");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "SOURCE_RSYNC, rsync-client-container",
    "SOURCE_SINGLE, rsync-client-container",
    "SOURCE_STUNNEL, stunnel-container",
  })
  @DisplayName("because the shared volume is full says so: 70")
  void ipcFull(Script script, String name) throws IOException {
    Files.createSymbolicLink(pods.ipcDirectory().resolve(name + "-started"), Path.of("/dev/full"));

    Container container = pods.start(script);

    assertThat(container.exitCode()).isEqualTo(70);
    assertThat(container.log()).contains("volume-transfer: can't write and lock files in ");
  }
}
