package io.jenkins.plugins.volumetransfer.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.volumetransfer.simulator.junit.PlayScenario;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The step in a real Pipeline, in the sandbox, and what the pages show of it. */
@WithJenkins
@ExtendWith(TransferClusterExtension.class)
class TransferTest {

  @Test
  @DisplayName("copies; the build and the job have their pages, and the result is plain values")
  void copies(JenkinsRule jenkins, TransferCluster cluster) throws Exception {
    WorkflowRun build = run(jenkins, cluster, Pipelines.SCRIPT);

    jenkins.assertBuildStatusSuccess(build);
    jenkins.assertLogContains("attempts: 1", build);
    cluster.assertNothingLeft();

    try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
      assertThat(web.getPage(build).asNormalizedText()).contains("Volume transfers");
      assertThat(web.getPage(build, "volume-transfers").asNormalizedText())
          .contains("app-3/postgresql");
      assertThat(web.getPage(build.getParent(), "volume-transfers").getTitleText())
          .contains("Volume transfers");
      assertThat(
              web.goTo(build.getUrl() + "volume-transfers/api/json?depth=3", "application/json")
                  .getWebResponse()
                  .getContentAsString())
          .contains("postgresql");
    }
    assertThat(build.getArtifacts()).extracting(each -> each.relativePath).isNotEmpty();
  }

  @Test
  @PlayScenario("stunnel-dies-at-40")
  @DisplayName("a failure ends the build with its reason, which the script can catch")
  void fails(JenkinsRule jenkins, TransferCluster cluster) throws Exception {
    WorkflowRun build =
        run(
            jenkins,
            cluster,
            """
            try {
              transferVolumes(
                  source: [kubeconfigId: 'cluster-a', namespace: 'app-3'],
                  destination: [kubeconfigId: 'cluster-a', namespace: 'app-4'],
                  volumes: [[from: 'postgresql']],
                  retries: 0)
            } catch (hudson.AbortException e) {
              echo "caught ${e.reason}"
              throw e
            }
            """);

    jenkins.assertBuildStatus(Result.FAILURE, build);
    jenkins.assertLogContains("caught TUNNEL_DIED", build);
    jenkins.assertLogContains("ERROR: TUNNEL_DIED", build);
    cluster.assertNothingLeft();
  }

  private static WorkflowRun run(JenkinsRule jenkins, TransferCluster cluster, String script)
      throws Exception {
    cluster.claim("app-3/postgresql", "1Gi");
    cluster.claim("app-4/postgresql", "1Gi");
    Pipelines.addKubeconfig(Files.readString(cluster.kubeconfig()));
    return jenkins.waitForCompletion(Pipelines.start(jenkins, script));
  }
}
