package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: the step with rsync and stunnel below it, as processes on the local cluster. */
@Tag("integration")
class RealCopyTest {
  private static final int BYTES = 6 << 20;

  @TempDir private Path directory;
  private LocalCluster cluster;
  private Path source;
  private Path destination;

  @BeforeEach
  void fillTheSource() throws Exception {
    cluster = LocalCluster.start(directory.resolve("cluster"));
    for (String namespace : new String[] {"from", "to"}) {
      cluster.createNamespace(namespace);
    }
    source = cluster.createClaim("from", "data");
    destination = cluster.createClaim("to", "data");
    Files.write(source.resolve("file"), new byte[BYTES]);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private static TransferVolumesStep step() {
    TransferVolumesStep step = Steps.copy("a", "from", "to", "data");
    step.image = "localhost/any:1";
    step.bandwidthLimit = "4M";
    return step;
  }

  @Test
  @DisplayName("Jenkins dies while it copies and while it cleans up: copied once, the true result")
  void restarted() throws Exception {
    LinkedBlockingQueue<Phase> reached = new LinkedBlockingQueue<>();
    Set<String> secrets = ConcurrentHashMap.newKeySet();
    PhaseProbe probe =
        new PhaseProbe(
            (build, phase) -> {
              if (phase == Phase.COPYING) {
                secrets.addAll(keys());
              }
              reached.add(phase);
            });
    try (TestJenkins jenkins = new TestJenkins(probe)) {
      jenkins.addKubeconfig("a", cluster.kubeconfig());
      TestBuild build = new TestBuild("job", directory);
      TestPipeline pipeline = TestPipeline.start(step(), build);

      for (Phase phase : new Phase[] {Phase.COPYING, Phase.CLEANING}) {
        Phase seen = Phase.NOT_STARTED;
        while (seen != phase) {
          seen = reached.poll(60, TimeUnit.SECONDS);
          assertThat(seen).as(build.log()).isNotNull();
        }
        jenkins.restart();
        reached.clear();
        pipeline.resume();
      }

      TestPipeline.End end = pipeline.await();
      assertThat(end.failure()).as(build.log()).isNull();
      assertThat(end.result())
          .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
          .as(build.log())
          .containsEntry("filesTransferred", 1L)
          .containsEntry("bytesTransferred", (long) BYTES);
      assertThat(destination.resolve("file")).hasSameBinaryContentAs(source.resolve("file"));
      assertThat(build.log().split("starting the destination pod", -1)).as(build.log()).hasSize(2);
      assertThat(secrets).isNotEmpty();
      assertThat(secrets).noneMatch(secret -> build.log().contains(secret));
    }
    try (KubernetesClient client = client()) {
      assertThat(client.pods().inAnyNamespace().list().getItems()).isEmpty();
      assertThat(client.secrets().inAnyNamespace().list().getItems()).isEmpty();
    }
  }

  @Test
  @DisplayName("an API server that takes its time is named in the build's log, and waited for")
  void slowServer() throws Exception {
    cluster
        .faults()
        .inject(
            "create",
            "selfsubjectaccessreviews",
            new RequestFault.Delay(Duration.ofMillis(3_500)),
            1);
    try (TestJenkins jenkins = new TestJenkins()) {
      jenkins.addKubeconfig("a", cluster.kubeconfig());
      TestBuild build = new TestBuild("job", directory);

      TestPipeline.End end = TestPipeline.start(step(), build).await();

      assertThat(end.failure()).as(build.log()).isNull();
      assertThat(build.log())
          .containsPattern(
              "warning: check permissions in from: waiting for the API server http://\\S+ to answer"
                  + " \\(try 1 of 3\\)");
    }
  }

  private KubernetesClient client() {
    return KubeconfigClusters.client(
        new ClusterRef(
            Optional.of(cluster.kubeconfig().toString()),
            Optional.empty(),
            ClusterRef.Access.KUBECONFIG));
  }

  /** Each line of what Secrets hold, as it is and as Kubernetes writes it. */
  private Set<String> keys() {
    try (KubernetesClient client = client()) {
      return client.secrets().inAnyNamespace().list().getItems().stream()
          .map(Secret::getData)
          .flatMap(data -> data.values().stream())
          .flatMap(
              value ->
                  (value + "\n" + new String(Base64.getDecoder().decode(value)))
                      .lines()
                      .filter(line -> line.length() > 20 && !line.startsWith("-----")))
          .collect(Collectors.toSet());
    }
  }
}
