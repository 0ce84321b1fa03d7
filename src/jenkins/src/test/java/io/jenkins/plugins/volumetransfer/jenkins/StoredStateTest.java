package io.jenkins.plugins.volumetransfer.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.jenkins.config.VolumeTransferConfiguration;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/** What version 0.1.0 has stored is read by this one, and by each that comes. */
@WithJenkins
class StoredStateTest {

  @Test
  @LocalData
  @DisplayName("settings of 0.1.0 count, and what it did not store yet has its default")
  void settings(JenkinsRule jenkins) {
    VolumeTransferConfiguration set =
        GlobalConfiguration.all().get(VolumeTransferConfiguration.class);

    assertThat(set.getImage()).isEqualTo("registry.example/transfer:1");
    assertThat(set.getMaxConcurrentTransfers()).isEqualTo(16);
    assertThat(set.getTunnelTimeoutSeconds()).isEqualTo(600);
  }

  @Test
  @LocalData
  @DisplayName("a build of 0.1.0 still has its page")
  void build(JenkinsRule jenkins) throws Exception {
    WorkflowRun build = Pipelines.first(jenkins);

    try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
      assertThat(web.getPage(build, "volume-transfers").asNormalizedText())
          .contains("app-3/postgresql");
    }
  }
}
