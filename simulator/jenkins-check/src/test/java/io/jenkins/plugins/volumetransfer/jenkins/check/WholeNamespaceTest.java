package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferCluster;
import io.jenkins.plugins.volumetransfer.simulator.junit.TransferClusterExtension;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: {@code all: true} copies the claims that were there when the run began, and no others. */
@ExtendWith(TransferClusterExtension.class)
@Tag("integration")
class WholeNamespaceTest {
  @TempDir private Path directory;
  private final CountDownLatch copying = new CountDownLatch(1);
  private TestJenkins jenkins;

  @BeforeEach
  void start(TransferCluster cluster) throws Exception {
    jenkins =
        new TestJenkins(
            new PhaseProbe(
                (build, phase) -> {
                  if (phase == Phase.COPYING) {
                    copying.countDown();
                  }
                }));
    jenkins.addKubeconfig("a", cluster.kubeconfig());
    for (String claim : List.of("cache-1", "data-1", "data-2")) {
      labelled(cluster, claim);
    }
    cluster.claim("from/other", "1Gi");
  }

  @AfterEach
  void stop() {
    jenkins.close();
  }

  /** A claim of the application, and where it goes. */
  private static void labelled(TransferCluster cluster, String claim) {
    cluster.claim("from/" + claim, "1Gi");
    cluster.claim("to/" + claim, "1Gi");
    ClusterRef ref =
        new ClusterRef(
            Optional.of(cluster.kubeconfig().toString()),
            Optional.empty(),
            ClusterRef.Access.KUBECONFIG);
    try (KubernetesClient client = KubeconfigClusters.client(ref)) {
      client
          .persistentVolumeClaims()
          .inNamespace("from")
          .withName(claim)
          .edit(
              found -> found.edit().editMetadata().addToLabels("app", "web").endMetadata().build());
    }
  }

  private static TransferVolumesStep step(String selector, String... excludes) {
    TransferVolumesStep step = Steps.copy("a", "from", "to");
    step.all = true;
    step.selector = selector;
    step.excludeClaims = List.of(excludes);
    return step;
  }

  private static List<Object> names(TestPipeline.End end) {
    assertThat(end.failure()).isNull();
    return ((List<?>) ((Map<?, ?>) end.result()).get("transfers"))
        .stream().<Object>map(each -> ((Map<?, ?>) each).get("name")).toList();
  }

  @Test
  @DisplayName("those with the labels, without those that are left out")
  void selected(TransferCluster cluster) throws Exception {
    TestBuild build = new TestBuild("job", directory);
    TestPipeline.End end = TestPipeline.start(step("app=web", "cache-*"), build).await();

    assertThat(names(end)).as(build.log()).containsExactly("data-1", "data-2");
    cluster.assertNothingLeft();
  }

  @Test
  @DisplayName("after a restart the same, though there are others by then")
  void restarted(TransferCluster cluster) throws Exception {
    TestBuild build = new TestBuild("job", directory);
    TestPipeline pipeline = TestPipeline.start(step("app=web", "cache-*"), build);
    assertThat(copying.await(60, TimeUnit.SECONDS)).as(build.log()).isTrue();
    jenkins.restart();
    labelled(cluster, "data-3");
    pipeline.resume();

    assertThat(names(pipeline.await())).as(build.log()).containsExactly("data-1", "data-2");
    cluster.assertNothingLeft();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          app=shop | cache-* | NO_CLAIMS | no claims with labels app=shop
          app=web | * | NO_CLAIMS | `excludeClaims` leaves out each of the 3 claims
          app in | x | INVALID_SPEC | selector
          app=web | [ | INVALID_SPEC | excludeClaims
          """)
  @DisplayName("what selects nothing, or can't be read, is told with its field")
  void nothing(String selector, String exclude, String reason, String words) throws Exception {
    Throwable failure;
    try {
      failure =
          TestPipeline.start(step(selector, exclude), new TestBuild("job", directory))
              .await()
              .failure();
    } catch (TransferFailedException e) {
      failure = e;
    }
    assertThat(failure)
        .isInstanceOfSatisfying(
            TransferFailedException.class, e -> assertThat(e.getReason()).isEqualTo(reason))
        .hasMessageContaining(words);
  }
}
