package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.AbortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines run, wait, are saved, killed and resumed as on a controller. */
@Tag("integration")
class BuildTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  private final Installation installation = installation(Clock.systemUTC());

  private static Installation installation(Clock clock) {
    return new Installation(
        List.of(new QuestionStep.DescriptorImpl()),
        Shell.real(),
        new Installation.Context() {
          @Override
          public <T> Optional<T> find(Class<T> type, Build build) {
            return Optional.empty();
          }
        },
        clock);
  }

  @AfterEach
  void forget() {
    QuestionStep.forgetAll();
  }

  private Build start(String pipeline) throws Exception {
    return Build.start(installation, directory.resolve("build"), pipeline, Map.of());
  }

  private Build killAndResume(Build build) throws Exception {
    build.kill();
    QuestionStep.forgetAll();
    return Build.resume(installation, directory.resolve("build"));
  }

  private static void awaitQuestions(String... about) {
    await().atMost(LIMIT).until(() -> QuestionStep.open().equals(java.util.Set.of(about)));
  }

  @Test
  @DisplayName(
      "a script that waits in a step is saved, killed, resumed twice, and goes on with what it knew")
  void resumes() throws Exception {
    Build build =
        start(
            """
            node {
              def before = [text: 'known before']
              for (each in ['in a loop']) stage('ask') {
                def answer = question about: "the ${1 + 1}nd", tone: 'LOUD', words: [[text: 'a'], [text: 'b', times: 2]]
                echo "${before.text}, then ${answer.files} ${each}"
              }
            }
            """);
    awaitQuestions("the 2nd");
    assertThat(build.waitingFor()).containsExactly("waiting for the 2nd");

    build = killAndResume(build);
    awaitQuestions("the 2nd");
    build = killAndResume(build);
    awaitQuestions("the 2nd");
    QuestionStep.answer("the 2nd").onSuccess(new LinkedHashMap<>(Map.of("files", 3L)));

    assertThat(build.awaitEnd(LIMIT)).isEqualTo(Result.SUCCESS);
    assertThat(build.log())
        .contains("known before, then 3 in a loop")
        .containsOnlyOnce("asked: LOUD a*1,b*2");
    build.close();
  }

  @Test
  @DisplayName(
      "the blocks of parallel wait together, also over a restart; the script gets both values")
  void parallel() throws Exception {
    Build build =
        start("def all = parallel(one: { question 'x' }, two: { question 'y' })\necho \"$all\"");
    awaitQuestions("x", "y");

    build = killAndResume(build);
    awaitQuestions("x", "y");
    QuestionStep.answer("y").onSuccess("second");
    QuestionStep.answer("x").onSuccess("first");

    assertThat(build.awaitEnd(LIMIT)).isEqualTo(Result.SUCCESS);
    assertThat(build.log()).contains("first").contains("second");
    build.close();
  }

  @Test
  @DisplayName("a failure of a step can be caught, and retried")
  void failures() throws Exception {
    Build build =
        start(
            """
            retry(2) { question 'again' }
            try { question 'caught' } catch (e) { echo "caught ${e.message}" } finally { echo 'finally' }
            """);
    awaitQuestions("again");
    QuestionStep.answer("again").onFailure(new AbortException("once"));
    awaitQuestions("again");
    QuestionStep.answer("again").onSuccess(null);
    awaitQuestions("caught");
    QuestionStep.answer("caught").onFailure(new AbortException("for good"));

    assertThat(build.awaitEnd(LIMIT)).isEqualTo(Result.SUCCESS);
    assertThat(build.log()).contains("ERROR: once", "Retrying", "caught for good", "finally");
    build.close();
  }

  @Test
  @DisplayName("a timeout that was set before a restart still stops the step after it")
  void timeout() throws Exception {
    Build first = start("timeout(time: 1, unit: 'HOURS') { question 'slow' }");
    awaitQuestions("slow");
    first.kill();

    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    Build build = Build.resume(installation(later), directory.resolve("build"));

    assertThat(build.awaitEnd(LIMIT)).isEqualTo(Result.ABORTED);
    assertThat(build.log()).contains("stopped: slow", "Timeout has been exceeded");
    build.close();
  }

  @Test
  @DisplayName("abort stops all steps under way")
  void abort() throws Exception {
    Build build = start("parallel(one: { question 'x' }, two: { retry(3) { question 'y' } })");
    awaitQuestions("x", "y");

    build.abort();

    assertThat(build.awaitEnd(LIMIT)).isEqualTo(Result.ABORTED);
    assertThat(build.log()).contains("stopped: x", "stopped: y");
    build.close();
  }

  @Test
  @DisplayName("Declarative: parameters, environment, when, the steps, and post by the result")
  void declarative() throws Exception {
    Build build =
        Build.start(
            installation,
            directory.resolve("build"),
            """
            pipeline {
              agent any
              options { disableConcurrentBuilds() }
              parameters {
                string(name: 'NAMESPACE', defaultValue: 'app-3', description: 'from where')
                booleanParam(name: 'COPY', defaultValue: false, description: 'whether')
              }
              environment { TARGET = "to-${params.NAMESPACE}" }
              stages {
                stage('first') {
                  steps {
                    sh 'echo "$TARGET $NAMESPACE" >out.txt'
                    script {
                      def text = readFile 'out.txt'
                      echo "read ${text.trim()}"
                    }
                  }
                  post { always { archiveArtifacts artifacts: '*.txt' } }
                }
                stage('left out') {
                  when { expression { params.COPY } }
                  steps { error 'not reached' }
                }
                stage('fails') { steps { error 'so it is' } }
                stage('after') { steps { echo 'never seen' } }
              }
              post {
                success { echo 'not this' }
                failure { echo 'but this' }
              }
            }
            """,
            Map.of("NAMESPACE", "given"));

    assertThat(build.awaitEnd(LIMIT)).isEqualTo(Result.FAILURE);
    assertThat(build.log())
        .contains("read to-given given", "but this", "ERROR: so it is")
        .contains("Stage \"left out\" skipped due to when conditional")
        .doesNotContain("not this", "never seen");
    assertThat(Files.readString(build.archive().resolve("out.txt"))).isEqualTo("to-given given\n");
    build.close();
  }

  @Test
  @DisplayName("a failed test makes the build unstable, an sh that fails makes it fail")
  void results() throws Exception {
    Build unstable =
        start(
            """
            writeFile file: 'a/TEST-x.xml', text: '<testsuite><testcase><failure/></testcase></testsuite>'
            junit 'a/*.xml'
            echo "so far ${currentBuild.currentResult}"
            """);
    assertThat(unstable.awaitEnd(LIMIT)).isEqualTo(Result.UNSTABLE);
    assertThat(unstable.log()).contains("so far UNSTABLE");
    unstable.close();

    Build failed = Build.start(installation, directory.resolve("other"), "sh 'exit 3'", Map.of());
    assertThat(failed.awaitEnd(LIMIT)).isEqualTo(Result.FAILURE);
    assertThat(failed.log()).contains("script returned exit code 3");
    failed.close();
  }

  @Test
  @DisplayName("what a script gets wrong is told in Jenkins' words")
  void mistakes() throws Exception {
    assertThat(logOf("questoin 'x'")).contains("No such DSL method 'questoin'");
    assertThat(logOf("question about: 'x', words: 3"))
        .contains("words expects", "but received class java.lang.Integer");
    assertThat(logOf("question about: 'x', tone: 'SHY'")).contains("No enum constant");
  }

  private String logOf(String pipeline) throws Exception {
    Path own = Files.createTempDirectory(directory, "build");
    try (Build build = Build.start(installation, own, pipeline, Map.of())) {
      assertThat(build.awaitEnd(LIMIT)).isEqualTo(Result.FAILURE);
      return build.log();
    }
  }

  @Test
  @DisplayName(
      "a value that Jenkins' sandbox or its saved state would refuse fails the test that sees it")
  void refused() throws Exception {
    Build build = start("def kept = question('x')\nquestion 'y'");
    awaitQuestions("x");
    assertThatThrownBy(() -> QuestionStep.answer("x").onSuccess(Optional.of("no")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("step question returns a java.util.Optional");
    build.close();
  }
}
