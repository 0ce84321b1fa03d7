package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is done around a copy")
class CopyFunctionsTest {
  @TempDir private Path directory;
  private ShellFunctions functions;

  @BeforeEach
  void source() {
    functions =
        new ShellFunctions(directory, Script.COPY)
            .define("watch_tunnel() { :; }; unwatch_tunnel() { :; }");
  }

  /** One that asks by rsync, told to end: its rsync is gone before it is. */
  @Test
  @DisplayName("ends when it is told to, and with it what it has started")
  void ended() {
    functions.define(
        """
        try() {
          local child rsync=none
          run_apart await bash -c 'trap "sleep 1; exit" TERM; echo $$ >rsync; sleep 600 & wait' &
          child=$!
          until [[ -s rsync ]]; do sleep 0.1; done
          kill "$child"
          wait "$child"
          printf '%s ' "$?"
          kill -0 "$(<rsync)" 2>/dev/null || printf 'gone'
        }
        """);

    assertThat(functions.print("try")).isEqualTo("143 gone");
  }

  @ParameterizedTest(name = "{0} after {1}: {2}")
  @CsvSource({"0, 0, 0", "0, 24, 24", "76, 0, 76", "76, 24, 76"})
  @DisplayName("counts if it has failed; else the copy's own code stays")
  void code(int later, int copied, int code) {
    functions.define(
        "try() { code=%d; run_after_copy later && printf 'good '; printf '%%s' \"$code\"; }; later() { return %d; }"
            .formatted(copied, later));

    assertThat(functions.print("try")).isEqualTo((later == 0 ? "good " : "") + code);
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({"0, no, 0", "24, no, 1", "24, yes, 0", "23, yes, 1"})
  @DisplayName("looks at what was copied, be it without what has vanished")
  void copied(int code, String accepted, int is) {
    functions.variable("ACCEPT_VANISHED", accepted);

    assertThat(functions.call("is_copied", code).code()).isEqualTo(is);
  }

  @Test
  @DisplayName("finds a volume by the descriptor that the daemon has for it")
  void descriptor() {
    TextFiles.write(directory.resolve("volumes"), "one\t\ntwo\tsub\n");
    functions.variable("CONFIG_DIRECTORY", directory).variable("VOLUMES_DIRECTORY", "/volumes");

    assertThat(functions.define("all() { read_volumes; for_each_volume echo x; }").print("all"))
        .isEqualTo("x one /volumes/one/ 20\nx two /volumes/two/sub 21");
    assertThat(functions.print("tell_descriptor", "two", "two", "/", 21)).isEqualTo("21");
    assertThat(functions.print("tell_descriptor", "two", "one", "/", 20)).isEmpty();
  }

  @Test
  @DisplayName("sees what processes move, but not those that ask")
  void moved() {
    functions.define(
        """
        try() {
          local reader other
          { head --bytes=3M /dev/zero >/dev/null; sleep 600; } & reader=$!
          { head --bytes=9M /dev/zero >/dev/null; sleep 600; } & other=$!
          until (($(moved_below $$ $BASHPID) >= 24000000)); do sleep 0.1; done
          moved_below $$ "$other"
          processes_below "$reader" none
          kill $(processes_below $$ $BASHPID) 2>/dev/null
        }
        """);

    String[] lines = functions.print("try").split("\n");

    assertThat(Long.parseLong(lines[0])).isBetween(6_000_000L, 9_000_000L);
    assertThat(lines).hasSize(2);
  }
}
