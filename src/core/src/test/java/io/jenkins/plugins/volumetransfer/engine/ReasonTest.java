package io.jenkins.plugins.volumetransfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.docs.GeneratedPart;
import io.jenkins.plugins.volumetransfer.script.Retry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reasons of failures")
class ReasonTest {
  private static final GeneratedPart PAGE = GeneratedPart.ofPage("reasons.md", Reason.class);
  private static final GeneratedPart SCHEMA =
      new GeneratedPart(
          Path.of("src/main/resources/io/jenkins/plugins/volumetransfer/report/events.schema.json"),
          "    \"reason\": {\n      \"enum\": [\n",
          "\n      ],\n");

  @Test
  @DisplayName("are all on their page; -Dgoldens.update=true writes it anew")
  void page() throws IOException {
    PAGE.assertIs(
        Stream.of(Reason.values())
            .map(ReasonTest::row)
            .collect(
                Collectors.joining(
                    "", "reason | meaning | again? | what to do\n---|---|---|---\n", "")));
  }

  @Test
  @DisplayName("are all in the schema of JSON lines; -Dgoldens.update=true writes it anew")
  void schema() throws IOException {
    SCHEMA.assertIs(
        Stream.of(Reason.values())
            .map(reason -> "        \"" + reason + "\"")
            .collect(Collectors.joining(",\n")));
  }

  @Test
  @DisplayName("say what they mean and what to do, in sentences")
  void sentences() {
    assertThat(Reason.values())
        .allSatisfy(
            reason -> {
              assertThat(reason.meaning()).matches("\\p{Alnum}.*\\.").doesNotContain("|");
              assertThat(reason.remedy()).matches("\\p{Alnum}.*\\.").doesNotContain("|");
            });
  }

  private static String row(Reason reason) {
    return "`%s` | %s |%s | %s\n"
        .formatted(reason, reason.meaning(), again(reason), reason.remedy());
  }

  /** rsync's code decides there. */
  private static String again(Reason reason) {
    if (reason == Reason.RSYNC_FAILED) {
      return " by its code";
    }
    return reason.retry() == Retry.MAY_HELP ? " may help" : "";
  }
}
