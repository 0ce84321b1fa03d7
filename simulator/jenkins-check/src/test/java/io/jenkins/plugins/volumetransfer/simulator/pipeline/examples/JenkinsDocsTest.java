package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.pipeline.Build;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of docs/jenkins.md, each run as it stands there, between two local clusters. */
@Tag("integration")
class JenkinsDocsTest {

  private static final String PAGE = "docs/jenkins.md";

  @TempDir static Path clusters;
  @TempDir Path directory;

  private static Data here;
  private static Data there;

  /** What an example must have brought about. */
  @FunctionalInterface
  private interface Check {
    void of(Build build, Recorded shell) throws Exception;
  }

  /** An example, and what shows that it did what the page says. */
  enum Example {
    ONE_CLUSTER(
        "One cluster",
        (build, shell) -> {
          here.assertCopied("postgresql", here, "postgresql");
          here.assertCopied("redis", here, "redis-data");
          assertThat(build.log()).containsPattern("\\d+ files, \\d+ bytes in \\d+ s");
        }),
    TWO_CLUSTERS(
        "Two clusters", (build, shell) -> here.assertCopied("postgresql", there, "postgresql")),
    TWO_STEPS(
        "Migration in two steps",
        (build, shell) -> {
          here.assertCopied("postgresql", here, "postgresql");
          assertThat(shell.noted()).hasSize(3);
        }),
    SPEC_FILE(
        "A spec in a file", (build, shell) -> here.assertCopied("postgresql", here, "postgresql")),
    FAILURE(
        "When it fails",
        (build, shell) -> assertThat(build.log()).contains("nothing to copy yet: CLAIM_MISSING")),
    PLAN(
        "Without asking a cluster: the plan",
        (build, shell) ->
            assertThat(build.archive().resolve("plan.yaml"))
                .content()
                .containsPattern("kind: \"?Pod")),
    CLEANUP(
        "After a Jenkins that never came back",
        (build, shell) -> assertThat(build.log()).contains("0 objects deleted"));

    private final String heading;
    private final Check check;

    Example(String heading, Check check) {
      this.heading = heading;
      this.check = check;
    }

    @Override
    public String toString() {
      return heading;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    here = Data.of(clusters.resolve("a"));
    there = Data.of(clusters.resolve("b"));
  }

  @AfterAll
  static void stop() throws IOException {
    here.close();
    there.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("what the page shows runs, and does what the page says")
  void runs(Example example) throws Exception {
    here.emptyDestinations();
    there.emptyDestinations();
    Recorded shell =
        Recorded.of(script -> script.startsWith("kubectl "), (script, workspace) -> {});
    try (Controller controller =
            new Controller(Map.of("cluster-a", here, "cluster-b", there), shell);
        Build build =
            controller.build(
                directory.resolve("build"),
                MarkdownExamples.of(PAGE).under(example.heading),
                Map.of())) {
      assertThat(build.awaitEnd(Duration.ofMinutes(3))).as(build.log()).isEqualTo(Result.SUCCESS);
      example.check.of(build, shell);
    }
    here.assertNothingLeft();
    there.assertNothingLeft();
  }

  @Test
  @DisplayName("no example of the page is left out")
  void all() throws Exception {
    assertThat(Example.values())
        .extracting(Example::toString)
        .containsExactlyInAnyOrderElementsOf(MarkdownExamples.of(PAGE).byHeading().keySet());
  }
}
