package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.driver.Cleanup;
import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: nothing of others is deleted or overwritten, whatever they write into labels. */
@Tag("integration")
class OwnershipTest {
  private static final int SPEED = 600;
  private static final int SECONDS_MAX = 60;
  private static final String LONG_AGO = "2020-01-01T00:00:00Z";

  @TempDir Path directory;

  private LocalCluster local;
  private Cluster cluster;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    Loop loop = new Loop(SPEED);
    local = LocalCluster.start(directory, new VirtualRuntime(loop), loop);
    ClusterRef ref =
        new ClusterRef(
            Optional.of(local.kubeconfig().toString()),
            Optional.empty(),
            ClusterRef.Access.KUBECONFIG);
    cluster = new KubeconfigClusters().open(ref);
    client = KubeconfigClusters.client(ref);
    for (String namespace : List.of("a", "b")) {
      local.createNamespace(namespace);
      local.createClaim(namespace, "data");
    }
  }

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
    local.close();
  }

  @Test
  @DisplayName("a ConfigMap with our labels and a Secret's name takes nothing along, and is named")
  void labelsAlone() throws InterruptedException {
    client.resource(secret("database")).create();
    client.resource(configMap("database", "somerun", "x")).create();

    Cleanup.Outcome outcome =
        new Cleanup(cluster).remove(List.of("b"), new Cleanup.Expired(Instant.now()));

    assertThat(outcome.deleted()).isEmpty();
    assertThat(outcome.left()).isEmpty();
    assertThat(cluster.strangers(List.of("b")))
        .extracting(ObjectRef::toString)
        .containsExactly("ConfigMap b/database");
    assertThat(client.secrets().inNamespace("b").withName("database").get()).isNotNull();
    assertThat(client.configMaps().inNamespace("b").withName("database").get()).isNotNull();
  }

  @Test
  @DisplayName("what a ConfigMap of a run owns goes with it, and a Route of a foreign name stays")
  void owned() throws InterruptedException {
    ConfigMap map = configMap("vt-gone-x-destination", "gone", "x");
    map.getMetadata().getAnnotations().put(Labels.ROUTE, "shop");
    ConfigMap owner = client.resource(map).create();
    Secret secret = secret("vt-gone-x-destination");
    secret.getMetadata().setOwnerReferences(List.of(reference(owner)));
    client.resource(secret).create();
    client.resource(secret("vt-gone-x-other")).create();

    Cleanup.Outcome outcome =
        new Cleanup(cluster).remove(List.of("b"), new Cleanup.Expired(Instant.now()));

    assertThat(outcome.deleted())
        .extracting(ObjectRef::toString)
        .containsExactly("Secret b/vt-gone-x-destination", "ConfigMap b/vt-gone-x-destination");
    assertThat(outcome.left()).isEmpty();
    assertThat(names()).containsExactly("vt-gone-x-other");
  }

  @Test
  @DisplayName("of a run without NetworkPolicies none is looked for: its user may have no right to")
  void withoutPolicies() throws InterruptedException {
    ConfigMap map = configMap("vt-gone-x-destination", "gone", "x");
    map.getMetadata().getAnnotations().put(Labels.NETWORK_POLICIES, Labels.NONE);
    client.resource(map).create();
    local.requests().reset();

    Cleanup.Outcome outcome =
        new Cleanup(cluster).remove(List.of("b"), new Cleanup.Expired(Instant.now()));

    assertThat(outcome.deleted())
        .extracting(ObjectRef::toString)
        .containsExactly("ConfigMap b/vt-gone-x-destination");
    assertThat(local.requests().of("delete", "networkpolicies")).isZero();
    assertThat(local.requests().of("delete", "secrets")).isPositive();
  }

  @Test
  @DisplayName("a uid deletes that object only; asking whether it is there deletes nothing")
  void preconditions() {
    String uid = client.resource(secret("s")).create().getMetadata().getUid();
    ObjectRef ref = new ObjectRef(Side.DESTINATION, ObjectRef.Kind.SECRET, "b", "s");

    assertThat(cluster.exists(ref)).isTrue();
    assertThat(cluster.delete(ref, "another")).isFalse();
    assertThat(names()).containsExactly("s");
    assertThat(cluster.delete(ref, uid)).isTrue();
    assertThat(cluster.delete(ref, uid)).isFalse();
    assertThat(cluster.exists(ref)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  @DisplayName("of runs that begin at the same moment one copies, the others give way unsent")
  void runsAtOnce(int runs) throws Exception {
    CountDownLatch looked = new CountDownLatch(runs);
    CompletableFuture<Void> allLooked = new CompletableFuture<>();
    // Each has looked for others before any has a pod.
    local
        .faults()
        .inject(
            "create",
            "pods",
            new RequestFault.Hold(
                () -> {
                  looked.countDown();
                  if (looked.getCount() == 0) {
                    allLooked.complete(null);
                  }
                  return allLooked;
                },
                Duration.ofSeconds(SECONDS_MAX)),
            runs);
    Set<String> sources = new ConcurrentSkipListSet<>();
    local.objects().listen(event -> noteSource(event.after().at("/metadata"), sources));
    SecureRandom random = new SecureRandom();
    List<TransferEngine> engines = new ArrayList<>();
    try {
      List<RunHandle> handles = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        TransferEngine engine =
            new TransferEngine(new KubeconfigClusters(), Clock.systemUTC(), random);
        engines.add(engine);
        handles.add(engine.start(spec(), new RunId("run" + i), each -> {}));
      }
      List<Optional<Failure>> ends = new ArrayList<>();
      for (RunHandle handle : handles) {
        RunResult result = handle.result().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        ends.add(result.transfers().get(0).failure());
        assertThat(result.transfers().get(0).leftBehind()).isEmpty();
      }

      assertThat(ends.stream().flatMap(Optional::stream).map(Failure::reason))
          .as("%s", ends)
          .hasSize(runs - 1)
          .containsOnly(Reason.OTHER_RUN);
      int winner =
          IntStream.range(0, runs).filter(i -> ends.get(i).isEmpty()).findFirst().orElseThrow();
      assertThat(sources).containsExactly("run" + winner);
      assertThat(names()).isEmpty();
    } finally {
      engines.forEach(TransferEngine::close);
    }
  }

  private static void noteSource(JsonNode metadata, Set<String> runs) {
    String run = metadata.path("labels").path(Labels.RUN).asText();
    if (metadata.path("name").asText().equals("vt-" + run + "-data-source-1")) {
      runs.add(run);
    }
  }

  private TransferSpec spec() {
    return SpecReader.read(
        """
        source: {kubeconfig: %1$s}
        destination: {kubeconfig: %1$s}
        volumes: [{from: a/data, to: b/data}]
        tunnelTimeoutSeconds: 60000
        """
            .formatted(local.kubeconfig()));
  }

  private List<String> names() {
    return client.secrets().inNamespace("b").list().getItems().stream()
        .map(each -> each.getMetadata().getName())
        .sorted()
        .collect(Collectors.toList());
  }

  private static OwnerReference reference(ConfigMap owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("ConfigMap")
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .build();
  }

  private static Secret secret(String name) {
    return new SecretBuilder().withMetadata(named(name)).addToData("key", "c2VjcmV0").build();
  }

  private static ConfigMap configMap(String name, String run, String transfer) {
    return new ConfigMapBuilder()
        .withMetadata(named(name))
        .editMetadata()
        .withLabels(
            Map.of(
                Labels.MANAGED_BY,
                Labels.MANAGED_BY_US,
                Labels.RUN,
                run,
                Labels.TRANSFER,
                transfer,
                Labels.SIDE,
                "destination"))
        .addToAnnotations(Labels.EXPIRES, LONG_AGO)
        .endMetadata()
        .build();
  }

  private static ObjectMeta named(String name) {
    return new ObjectMetaBuilder().withNamespace("b").withName(name).build();
  }
}
