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

@DisplayName("A copy that failed")
class TroubleTest {
  private static final String FULL =
      "rsync: [receiver] write failed on \"/a\": No space left on device (28)";

  @TempDir private Path directory;
  private ShellFunctions functions;

  @BeforeEach
  void source() throws Exception {
    functions =
        new ShellFunctions(directory, Script.TROUBLE)
            .in(Files.createDirectories(directory.resolve("tree")))
            // What it has to say comes by rsync, whose last word is the file.
            .define(
                "timeout() {"
                    + " if [[ $* == *rsync* ]]; then printf '%s\\n' \"$ANSWER\" >\"${!#}\";"
                    + " else command timeout \"$@\"; fi; }")
            .define("exec 7>&1")
            .variable("IPC_DIRECTORY", directory)
            .variable("TUNNEL_HOST", "localhost")
            .variable("TUNNEL_PORT", "1");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "10, 81", "12, 81", "16, 81", "19, 81", "20, 81", "21, 81", "11, 11", "23, 23", "78, 78"
  })
  @DisplayName("by its connection is explained by what the destination says: 81")
  void connection(int code, int explained) {
    ShellFunctions.Result result =
        functions.variable("ANSWER", FULL).call("explain_failure", "v", code, "--archive");

    assertThat(result.code()).as(result.toString()).isEqualTo(explained);
    assertThat(result.output()).isEqualTo(explained == 81 ? FULL : "");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"nothing", "rsync: [receiver] a[$(>ran)] (28", "xrsync: [receiver] x (28)"})
  @DisplayName("is not explained by what is no complaint of rsync's")
  void other(String answer) {
    ShellFunctions.Result result =
        functions.variable("ANSWER", answer).call("explain_failure", "v", 12);

    assertThat(result.code()).isEqualTo(12);
    assertThat(result.output()).isEmpty();
  }

  @Test
  @DisplayName("by a full destination may have failed by holes")
  void holes() {
    assertThat(functions.call("has_holes").code()).isNotZero();
    Container.runShell("truncate --size=9M '%s/tree/disk'".formatted(directory));

    assertThat(functions.call("has_holes").code()).isZero();
    assertThat(functions.call("explain_failure", "v", 11).errors())
        .contains("volume-transfer: volume v has files with holes");
    assertThat(functions.call("explain_failure", "v", 11, "--sparse", "--x").errors()).isEmpty();
    assertThat(functions.call("explain_failure", "v", 23).errors()).isEmpty();
  }
}
