package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.junit.PlayScenario;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TransferClusterExtension.class)
class NightlyCopyTest {

  @Test
  @PlayScenario("stunnel-dies-at-40")
  @DisplayName("when stunnel crashes at 40 %, the pipeline fails and cleans up")
  void failsAndCleansUp(TransferCluster cluster) throws Exception {
    cluster.claim("app-3/postgresql", "1Gi");

    int code = NightlyCopy.run(cluster.kubeconfig(), "app-3", "postgresql");

    assertThat(code).isNotZero();
    cluster.assertNothingLeft();
  }

  @Test
  @PlayScenario(value = "pod-evicted", pods = 1)
  @DisplayName("when the pod is evicted, the same pipeline succeeds once it is run again")
  void succeedsWhenRunAgain(TransferCluster cluster) throws Exception {
    cluster.claim("app-3/postgresql", "1Gi");

    assertThat(NightlyCopy.run(cluster.kubeconfig(), "app-3", "postgresql")).isNotZero();
    assertThat(NightlyCopy.run(cluster.kubeconfig(), "app-3", "postgresql")).isZero();
  }
}
