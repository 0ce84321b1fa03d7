package io.jenkins.plugins.volumetransfer.jenkins;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Executor;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Jobs that copy a claim. Knows nothing of the simulator, as it also runs where that is not loaded.
 */
final class Pipelines {

  static final String JOB = "copy";
  static final String CREDENTIAL = "cluster-a";

  /** In the sandbox. */
  static final String SCRIPT =
      """
      def result = transferVolumes(
          source: [kubeconfigId: 'cluster-a', namespace: 'app-3'],
          destination: [kubeconfigId: 'cluster-a', namespace: 'app-4'],
          volumes: [[from: 'postgresql']])
      echo "attempts: ${result.transfers[0].attempts}"
      """;

  private Pipelines() {}

  static void addKubeconfig(String kubeconfig) throws Exception {
    SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
    provider
        .getCredentials()
        .add(
            new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                CREDENTIAL,
                "a cluster",
                "kubeconfig",
                SecretBytes.fromBytes(kubeconfig.getBytes(StandardCharsets.UTF_8))));
    provider.save();
  }

  /** Starts the first build of a new job. */
  static WorkflowRun start(JenkinsRule jenkins, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class, JOB);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return job.scheduleBuild2(0).waitForStart();
  }

  /** What aborts a build. One that is resumed has none until Jenkins has found it one. */
  static Executor executor(WorkflowRun build) throws InterruptedException {
    for (int tenths = 0; tenths < 600; tenths++) {
      Executor executor = build.getExecutor();
      if (executor != null) {
        return executor;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(build + " has no executor after a minute");
  }

  /** That build, in a later life of Jenkins. */
  static WorkflowRun first(JenkinsRule jenkins) {
    return jenkins.jenkins.getItemByFullName(JOB, WorkflowJob.class).getBuildByNumber(1);
  }
}
