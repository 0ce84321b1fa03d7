package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.jenkins.step.SourceOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import io.jenkins.plugins.volumetransfer.standin.CredentialStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a build reaches clusters by its own credentials only, and none of it gets into a log. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class CredentialsTest {
  @TempDir private Path directory;
  private TestJenkins jenkins;

  @BeforeEach
  void start() {
    jenkins = new TestJenkins();
  }

  @AfterEach
  void stop() {
    jenkins.close();
  }

  private TestPipeline.End end(TransferVolumesStep step, TestBuild build) throws Exception {
    return TestPipeline.start(step, build).await();
  }

  private TestBuild build(String job) {
    return new TestBuild(job, directory);
  }

  private static void assertRefused(TestPipeline.End end, String... words) {
    assertThat(end.failure())
        .isInstanceOfSatisfying(
            TransferFailedException.class,
            failure -> assertThat(failure.getReason()).isEqualTo("NOT_LOGGED_IN"))
        .hasMessageContainingAll(words);
  }

  @Test
  @DisplayName("a credential of a folder serves the jobs in it, and its use is tracked")
  void folders(TransferCluster cluster) throws Exception {
    cluster.claim("from/data", "1Gi");
    cluster.claim("to/data", "1Gi");
    jenkins.addKubeconfig("team", "a", Files.readString(cluster.kubeconfig()));

    assertRefused(end(Steps.copy("a", "from", "to", "data"), build("other/job")), "credential a");
    assertThat(CredentialStore.tracked()).isEmpty();

    TestBuild build = build("team/job");
    assertThat(end(Steps.copy("a", "from", "to", "data"), build).failure()).isNull();
    assertThat(CredentialStore.tracked()).contains("team/job#1 a");
  }

  @Test
  @DisplayName("a kubeconfig with a command fails the build, and the command is not run")
  void command() throws Exception {
    Path touched = directory.resolve("touched");
    jenkins.addKubeconfig(
        "",
        "evil",
        """
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
        users: [{name: u, user: {exec: {command: touch, args: ["%s"]}}}]
        """
            .formatted(touched));

    assertRefused(end(Steps.copy("evil", "from", "to", "data"), build("job")), "evil", "exec");
    assertThat(touched).doesNotExist();
  }

  @Test
  @DisplayName("the service account of Jenkins needs an administrator's leave")
  void inCluster() throws Exception {
    SourceOption source = new SourceOption();
    source.inCluster = true;
    source.namespace = "from";
    TransferVolumesStep step = Steps.copy("a", "from", "to", "data");
    step.source = source;

    assertRefused(end(step, build("job")), "inCluster", "administrator");
  }
}
