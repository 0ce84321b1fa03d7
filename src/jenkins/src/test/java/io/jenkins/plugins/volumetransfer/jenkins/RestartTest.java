package io.jenkins.plugins.volumetransfer.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Jenkins goes down in an orderly way while a build copies, and comes up again. */
class RestartTest {

  /** A copy takes ten seconds. */
  @RegisterExtension
  static final TransferClusterExtension CLUSTERS = TransferClusterExtension.create().speed(60);

  @RegisterExtension private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

  @Test
  @DisplayName(
      "the build goes on where it was: one attempt, nothing left, and the page knows both lives")
  void goesOn(TransferCluster cluster) throws Throwable {
    copying(cluster);

    sessions.then(
        jenkins -> {
          WorkflowRun build = jenkins.waitForCompletion(Pipelines.first(jenkins));
          jenkins.assertBuildStatusSuccess(build);
          jenkins.assertLogContains("attempts: 1", build);
          try (var web = jenkins.createWebClient()) {
            assertThat(web.getPage(build, "volume-transfers").asNormalizedText())
                .contains("app-3/postgresql");
          }
        });
    cluster.assertNothingLeft();
  }

  @Test
  @DisplayName("an abort after the restart deletes what was made before it")
  void aborted(TransferCluster cluster) throws Throwable {
    copying(cluster);

    sessions.then(
        jenkins -> {
          WorkflowRun build = Pipelines.first(jenkins);
          Pipelines.executor(build).interrupt();
          jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        });
    cluster.assertNothingLeft();
  }

  private void copying(TransferCluster cluster) throws Throwable {
    cluster.claim("app-3/postgresql", "1Gi");
    cluster.claim("app-4/postgresql", "1Gi");
    String kubeconfig = Files.readString(cluster.kubeconfig());
    sessions.then(
        jenkins -> {
          Pipelines.addKubeconfig(kubeconfig);
          jenkins.waitForMessage("copying", Pipelines.start(jenkins, Pipelines.SCRIPT));
        });
  }
}
