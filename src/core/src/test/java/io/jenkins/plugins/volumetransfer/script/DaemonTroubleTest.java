package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: a connection is cut off for what no other file would survive, and for nothing else. Method:
 * the function that reads the daemon's log gets lines of it; the process is one that nobody has.
 */
@DisplayName("A complaint of the destination's rsync daemon")
class DaemonTroubleTest {
  /** More than Linux gives to any process. */
  private static final String NOBODY = "4999999999";

  private static final String BEGIN = "2026/01/02 03:04:05 [" + NOBODY + "] ";

  @TempDir private Path directory;
  private Path answers;

  @BeforeEach
  void answers() throws Exception {
    answers = Files.createDirectories(directory.resolve("answers"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rsync: [receiver] write failed on \"/a\": No space left on device (28)|true",
        "rsync: [receiver] write failed on \"/a\": Input/output error (5)|true",
        "rsync: [receiver] mkstemp \"/a\" (in x) failed: No space left on device (28)|true",
        "rsync: [generator] recv_generator: mkdir \"/a\" (in x) failed: Disk quota exceeded (122)|true",
        "rsync: [receiver] mkstemp \"/a\" (in x) failed: Read-only file system (30)|true",
        "rsync: [receiver] rsync_xal_set: lsetxattr(\"a\",\"user.x\") failed: No space left on device (28)|false",
        "rsync: [generator] set_acl: sys_acl_set_file(a, ACL_TYPE_ACCESS): No space left on device (28)|false",
        "rsync: [receiver] mkstemp \"/a\" (in x) failed: Permission denied (13)|false",
        "rsync: [receiver] mkstemp \"/a: No space left on device (28)\" (in x) failed: Denied (13)|false",
        "rsync: [sender] write failed on \"/a\": No space left on device (28)|false",
        "name of a file: rsync: [receiver] write failed on \"/a\": No space left on device (28)|false",
      })
  @DisplayName("cuts the connection off where no other file would fare better, with its words")
  void hopeless(String said, boolean cut) {
    watch(BEGIN + "rsync allowed access on module data from x (127.0.0.1)", BEGIN + said);

    assertThat(answers.resolve("data.trouble").toFile().exists()).isEqualTo(cut);
    if (cut) {
      assertThat(TextFiles.read(answers.resolve("data.trouble"))).isEqualTo(said + "\n");
    }
  }

  @Test
  @DisplayName("counts for the volume that its process serves, and the first one stays")
  void module() {
    String full = "rsync: [receiver] write failed on \"/%s\": No space left on device (28)";
    watch(
        BEGIN.replace(NOBODY, "4999999998") + "rsync allowed access on module one from x (::1)",
        BEGIN + "rsync allowed access on module two from x (::1)",
        BEGIN + full.formatted("a"),
        BEGIN + full.formatted("b"));

    assertThat(TextFiles.tree(answers)).containsOnlyKeys("two.trouble");
    assertThat(TextFiles.read(answers.resolve("two.trouble"))).contains("\"/a\"");
  }

  @Test
  @DisplayName("ends the process that serves the volume, and the one that reads from its client")
  void cutOff() throws Exception {
    Process server = new ProcessBuilder("bash", "-c", "sleep 600 & wait").start();
    Container.awaitTrue(() -> server.children().findAny().isPresent());
    ProcessHandle child = server.children().findAny().orElseThrow();
    ShellFunctions functions = new ShellFunctions(directory, Script.DESTINATION_ERRORS);
    Path trouble = answers.resolve("data.trouble");

    functions.print("cut_off", server.pid(), trouble, "full");

    assertThat(trouble).hasContent("full");
    Container.awaitTrue(() -> !server.isAlive() && !child.isAlive());
  }

  private void watch(String... lines) {
    String log = String.join("\n", lines);
    ShellFunctions functions = new ShellFunctions(directory, Script.DESTINATION_ERRORS).input(log);

    assertThat(functions.print("watch_daemon", answers)).isEqualTo(log);
  }
}
