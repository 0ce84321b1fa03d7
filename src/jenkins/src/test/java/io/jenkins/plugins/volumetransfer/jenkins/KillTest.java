package io.jenkins.plugins.volumetransfer.jenkins;

import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Jenkins, as a process of its own with the plugin as it is packaged, is killed while a build
 * copies.
 */
class KillTest {

  @RegisterExtension
  static final TransferClusterExtension CLUSTERS = TransferClusterExtension.create().speed(60);

  @RegisterExtension private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

  @Test
  @DisplayName(
      "killed in mid-copy, the build goes on and tells the true result; one attempt, nothing left")
  void killed(TransferCluster cluster) throws Throwable {
    cluster.claim("app-3/postgresql", "1Gi");
    cluster.claim("app-4/postgresql", "1Gi");
    jenkins.startJenkins();
    jenkins.runRemotely(RemoteSteps::copy, Files.readString(cluster.kubeconfig()));

    jenkins.stopJenkinsForcibly();
    jenkins.startJenkins();
    jenkins.run(RemoteSteps::awaitSuccess);

    jenkins.stopJenkins();
    cluster.assertNothingLeft();
  }
}
