package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: a pod that goes along with its namespace is not told to be deleted by somebody else. */
class DepartingNamespaceTest {
  private static final int SPEED = 60;
  private static final int SECONDS_MAX = 60;

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "namespaces, NAMESPACE_TERMINATING, the destination namespace b is being deleted",
    "pods, POD_DELETED, the destination pod was deleted by somebody else"
  })
  @DisplayName("of a pod that goes during a copy, the namespace is looked at")
  void goes(String what, Reason reason, String message) throws Exception {
    Loop loop = new Loop(SPEED);
    try (LocalCluster local = LocalCluster.start(directory, new VirtualRuntime(loop), loop);
        KubernetesClient client =
            KubeconfigClusters.client(
                new ClusterRef(
                    Optional.of(local.kubeconfig().toString()),
                    Optional.empty(),
                    ClusterRef.Access.KUBECONFIG));
        TransferEngine engine =
            new TransferEngine(new KubeconfigClusters(), Clock.systemUTC(), new SecureRandom())) {
      local.createNamespace("a");
      local.createNamespace("b");
      local.createClaim("a", "data");
      local.createClaim("b", "data");
      CompletableFuture<Void> copying = new CompletableFuture<>();
      local
          .objects()
          .listen(
              event -> {
                if (event.after().at("/metadata/name").asText().equals("vt-run-data-source-1")) {
                  copying.complete(null);
                }
              });
      RunHandle handle = engine.start(spec(local), new RunId("run"), each -> {});
      copying.get(SECONDS_MAX, TimeUnit.SECONDS);
      if (what.equals("namespaces")) {
        client.namespaces().withName("b").delete();
      } else {
        client.pods().inNamespace("b").withName("vt-run-data-destination-1").delete();
      }

      RunResult result = handle.result().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);

      assertThat(result.transfers().get(0).failure())
          .hasValueSatisfying(
              failure -> {
                assertThat(failure.reason()).isEqualTo(reason);
                assertThat(failure.message()).contains(message);
              });
    }
  }

  private static TransferSpec spec(LocalCluster local) {
    return SpecReader.read(
        """
        source: {kubeconfig: %1$s}
        destination: {kubeconfig: %1$s}
        volumes: [{from: a/data, to: b/data}]
        """
            .formatted(local.kubeconfig()));
  }
}
