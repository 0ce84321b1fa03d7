package io.jenkins.plugins.volumetransfer.jenkins;

import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What is sent to a Jenkins in a process of its own; a class that can be loaded there. */
final class RemoteSteps {

  private RemoteSteps() {}

  /** Returns once the copy is under way. */
  static void copy(JenkinsRule jenkins, String kubeconfig) throws Throwable {
    Pipelines.addKubeconfig(kubeconfig);
    jenkins.waitForMessage("copying", Pipelines.start(jenkins, Pipelines.SCRIPT));
  }

  static void awaitSuccess(JenkinsRule jenkins) throws Throwable {
    WorkflowRun build = jenkins.waitForCompletion(Pipelines.first(jenkins));
    jenkins.assertBuildStatusSuccess(build);
    jenkins.assertLogContains("attempts: 1", build);
  }
}
