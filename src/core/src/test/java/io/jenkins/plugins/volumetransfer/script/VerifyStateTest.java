package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The state of a listing")
class VerifyStateTest {
  private static final String SHA = "0".repeat(64);

  @TempDir private Path directory;
  private ShellFunctions functions;

  @BeforeEach
  void source() {
    // As the one of copy.sh, which knows more of the log.
    functions =
        new ShellFunctions(directory, Script.VERIFY, Script.DIFFERENCES)
            .define("log() { printf '%s\\n' \"$*\"; }")
            .define("fetch() { cp \"$DESTINATION/${1#*/}\" \"$2\"; }")
            .define("sleep() { printf 'done 1 2 3 %s\\n' x >\"$DESTINATION/state\"; }")
            .variable("DESTINATION", directory.resolve("destination"))
            .variable("TUNNEL_HOST", "localhost");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"reading 0 0", "reading 7 999999", "failed find:  two  blanks"})
  @DisplayName("is told as it is")
  void told(String line) {
    assertThat(stateOf(line + "\n")).isEqualTo(line);
  }

  @Test
  @DisplayName("at the end is told with its bytes")
  void done() {
    assertThat(stateOf("done 3 4 5 " + SHA + "\n")).isEqualTo("done 4");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "reading",
        "reading 1",
        "reading 1 a[$(true)]",
        "reading -1 1",
        "reading 1 2 3",
        "reading 1 99999999999999999999",
        "done",
        "done 1 2",
        "done 1 2 x " + "0",
        "done 1 2 3 a b",
        "reading 1 1 and no end of the line"
      })
  @DisplayName("that could be taken for one, and is none, is nothing")
  void nothing(String line) {
    assertThat(stateOf(line + (line.endsWith("line") ? "" : "\n"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"donex 1 2 3 4", "readings 1 2", "volume-transfer: done 1 2 3 4"})
  @DisplayName("that is of no known kind is no end and no progress")
  void unknown(String line) {
    assertThat(stateOf(line + "\n")).doesNotStartWith("done ").doesNotStartWith("reading ");
  }

  @Test
  @DisplayName("is nothing where there is no file")
  void missing() {
    assertThat(functions.print("state_in", directory.resolve("nowhere"))).isEmpty();
  }

  @Test
  @DisplayName("of both sides is awaited, and told when it moves")
  void awaited() {
    TextFiles.write(directory.resolve("here/state"), "done 1 20 3 x\n");
    TextFiles.write(directory.resolve("there/x"), "");
    TextFiles.write(directory.resolve("destination/state"), "reading 10 1\n");

    String said = functions.print("await_listings", "v", path("here"), path("there"), 1);

    assertThat(said)
        .isEqualTo("volume v verifying: 20 bytes read at the source, 10 at the destination");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "reading 1 1, reading 1 1, the source's volume v can't be read whole: reading 1 1",
    "failed find: x, reading 1 1, the source's volume v can't be read whole: find: x",
    "done 1 1 1 x, failed find: y, the destination's volume v can't be read whole: find: y",
  })
  @DisplayName("that is a failure, or stays where its process has ended, ends the wait: 77")
  void failed(String here, String there, String said) {
    TextFiles.write(directory.resolve("here/state"), here + "\n");
    TextFiles.write(directory.resolve("there/x"), "");
    TextFiles.write(directory.resolve("destination/state"), there + "\n");

    // Of a process that nobody has.
    ShellFunctions.Result result =
        functions.call("await_listings", "v", path("here"), path("there"), "4999999999");

    assertThat(result.code()).isEqualTo(77);
    assertThat(result.errors()).contains("volume-transfer: " + said + "\n");
  }

  @Test
  @DisplayName("that does not come ends with rsync's code")
  void unreachable() {
    ShellFunctions.Result result =
        functions.define("fetch() { return 12; }").call("fetch_listed", "v", "state", "there");

    assertThat(result.code()).isEqualTo(12);
    assertThat(result.errors())
        .contains("rsync ended with 12 when the destination's listing of volume v was to be");
  }

  /** Both listings are what the destination's `fetch` gives, or the one here is another. */
  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "./a//x, true, 0",
    "./b//x, true, 76",
    "./a//x, false, 77",
  })
  @DisplayName("at the end is compared, if the listing came as it was sent: 0, 76, 77")
  void compared(String fact, boolean whole, int code) throws Exception {
    String there = "./a//x\0";
    TextFiles.write(directory.resolve("destination/listing"), there);
    TextFiles.write(
        directory.resolve("destination/state"),
        "done 1 1 1 " + (whole ? sha256(there) : SHA) + "\n");
    TextFiles.write(directory.resolve("scratch/former/x"), "");
    TextFiles.write(directory.resolve("scripts").resolve(Script.LISTING.path()), "");
    functions
        .define("ask() { :; }")
        .define("exec 7>&1")
        // In the place of listing.sh: its end, and what it has made.
        .define(
            "state_in() { [[ $1 != */here/state ]] || { printf 'done 1 1 1 x\\n' >\"$1\"; printf '"
                + fact
                + "\\0' >\"${1%/*}/listing\"; }; head --lines=1 \"$1\"; }")
        .variable("SCRATCH_DIRECTORY", directory.resolve("scratch"))
        .variable("COMPARE_ADDITIONAL", "yes")
        .variable("NOT_COMPARED", "owners");
    ShellFunctions.Result result = functions.call("verify_volume", "v");

    assertThat(result.code()).as(result.toString()).isEqualTo(code);
    if (code != 77) {
      assertThat(result.output()).contains("volume v verified: 1 entries, 1 bytes, ");
      assertThat(result.output()).endsWith("0 left alone; not compared: owners");
    }
    assertThat(directory.resolve("scratch/former")).doesNotExist();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private String stateOf(String text) {
    TextFiles.write(directory.resolve("state"), text);
    return functions.print("state_in", directory.resolve("state"));
  }
}
