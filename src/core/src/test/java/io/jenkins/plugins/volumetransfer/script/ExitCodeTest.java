package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.docs.GeneratedPart;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The exit codes")
class ExitCodeTest {

  @Test
  @DisplayName("of ours are the same in the scripts and in Java")
  void scriptAgrees() {
    Map<String, String> inScript =
        Pattern.compile("^readonly (\\w+)=(\\d+)$", Pattern.MULTILINE)
            .matcher(Script.EXIT_CODES.text())
            .results()
            .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));

    assertThat(inScript)
        .isEqualTo(
            Arrays.stream(ExitCode.values())
                .filter(code -> code.origin() == ExitCode.Origin.OURS)
                .collect(Collectors.toMap(ExitCode::name, code -> String.valueOf(code.number()))));
  }

  @Test
  @DisplayName("have one number each, and each number its range")
  void numbers() {
    assertThat(ExitCode.values()).extracting(ExitCode::number).doesNotHaveDuplicates().isSorted();
    assertThat(ExitCode.values())
        .allSatisfy(
            code -> {
              switch (code.origin()) {
                case RSYNC -> assertThat(code.number()).isBetween(0, 35);
                case OURS -> assertThat(code.number()).isBetween(64, 99);
                case SIGNAL -> assertThat(code.number()).isGreaterThan(128);
              }
            });
  }

  @Test
  @DisplayName("are found by number, and unknown ones are not")
  void of() {
    assertThat(ExitCode.of(23)).contains(ExitCode.PARTIAL);
    assertThat(ExitCode.of(65)).contains(ExitCode.TUNNEL_DIED);
    assertThat(ExitCode.of(99)).isEmpty();
    assertThat(ExitCode.of(-1)).isEmpty();
  }

  @Test
  @DisplayName("are all on their page; -Dgoldens.update=true writes it anew")
  void page() throws IOException {
    GeneratedPart.ofPage("exit-codes.md", ExitCode.class).assertIs(table());
  }

  private static String table() {
    return Arrays.stream(ExitCode.values())
        .map(
            code ->
                "%d | `%s` | %s |%s\n"
                    .formatted(
                        code.number(),
                        code.name(),
                        code.meaning(),
                        code.retry() == Retry.MAY_HELP ? " may help" : ""))
        .collect(Collectors.joining("", "code | name | meaning | again?\n---|---|---|---\n", ""));
  }
}
