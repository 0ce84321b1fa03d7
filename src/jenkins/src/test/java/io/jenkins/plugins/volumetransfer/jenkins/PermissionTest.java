package io.jenkins.plugins.volumetransfer.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.volumetransfer.jenkins.step.SourceOption;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may see which credentials there are. */
@WithJenkins
class PermissionTest {

  private JenkinsRule jenkins;
  private WorkflowJob job;

  @BeforeEach
  void readersAndAuthors(JenkinsRule rule) throws Exception {
    jenkins = rule;
    Pipelines.addKubeconfig("{}");
    job = jenkins.createProject(WorkflowJob.class, Pipelines.JOB);
    jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    jenkins.jenkins.setAuthorizationStrategy(
        new MockAuthorizationStrategy()
            .grant(Jenkins.READ, Item.READ)
            .everywhere()
            .to("reader")
            .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
            .everywhere()
            .to("author"));
  }

  @Test
  @DisplayName(
      "an author of the job is offered the credentials; a reader only sees what is chosen already")
  void dropDown() {
    assertThat(offered("author")).contains(Pipelines.CREDENTIAL);
    assertThat(offered("reader")).containsExactly("chosen");
  }

  @Test
  @DisplayName("the drop-down can't be asked by GET, which a link on another page could do")
  void onlyByPost() throws Exception {
    String url =
        "job/"
            + Pipelines.JOB
            + "/descriptorByName/"
            + SourceOption.class.getName()
            + "/fillKubeconfigIdItems";
    try (JenkinsRule.WebClient web =
        jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false).login("author")) {
      assertThat(web.goTo(url, null).getWebResponse().getStatusCode()).isIn(404, 405);
      WebRequest post = new WebRequest(web.createCrumbedUrl(url), HttpMethod.POST);
      assertThat(web.loadWebResponse(post).getStatusCode()).isEqualTo(200);
    }
  }

  private List<String> offered(String user) {
    try (ACLContext as = ACL.as2(User.getById(user, true).impersonate2())) {
      ListBoxModel items = new SourceOption.DescriptorImpl().doFillKubeconfigIdItems(job, "chosen");
      return items.stream().map(each -> each.value).toList();
    }
  }
}
