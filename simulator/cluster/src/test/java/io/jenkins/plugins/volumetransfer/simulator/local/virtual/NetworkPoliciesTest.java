package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: each pod's NetworkPolicy is there before the pod, and gone when all is. */
class NetworkPoliciesTest {
  private static final int SPEED = 600;
  private static final int SECONDS_MAX = 60;

  @TempDir Path directory;

  private LocalCluster local;
  private final List<String> made = new CopyOnWriteArrayList<>();
  private final Map<String, JsonNode> seen = new ConcurrentHashMap<>();

  @BeforeEach
  void start() {
    Loop loop = new Loop(SPEED);
    local = LocalCluster.start(directory, new VirtualRuntime(loop), loop);
    for (String namespace : List.of("a", "b")) {
      local.createNamespace(namespace);
      local.createClaim(namespace, "data");
    }
    local.objects().listen(event -> note(event.after()));
  }

  private void note(JsonNode object) {
    String name = object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    if (seen.put(name, object) == null) {
      made.add(name);
    }
  }

  @AfterEach
  void stop() {
    local.close();
  }

  @Test
  @DisplayName("a policy names the Service's address, comes before its pod and goes by its owner")
  void before() throws Exception {
    assertThat(copy("").succeeded()).isTrue();

    for (String side : List.of("destination", "source")) {
      assertThat(made)
          .containsSubsequence(
              "ConfigMap vt-r-data-" + side,
              "NetworkPolicy vt-r-data-" + side,
              "Pod vt-r-data-" + side + "-1");
      assertThat(seen.get("NetworkPolicy vt-r-data-" + side).at("/metadata/ownerReferences/0/uid"))
          .isEqualTo(seen.get("ConfigMap vt-r-data-" + side).at("/metadata/uid"));
    }
    String address = seen.get("Service vt-r-data-destination").at("/spec/clusterIP").asText();
    assertThat(address).isNotEmpty();
    assertThat(seen.get("NetworkPolicy vt-r-data-source").at("/spec/egress").toString())
        .contains("{\"ipBlock\":{\"cidr\":\"" + address + "/32\"}}");
    assertThat(local.objects().everything().values())
        .noneMatch(object -> object.path("kind").asText().equals("NetworkPolicy"));
  }

  @Test
  @DisplayName("a claim costs one request for each policy: to make it")
  void requests() throws Exception {
    copy("");

    assertThat(ofPolicies()).isEqualTo(Map.of("create networkpolicies", 2L));
  }

  @Test
  @DisplayName("with `networkPolicies: false` nobody asks for one, or for a right to one")
  void none() throws Exception {
    assertThat(copy("networkPolicies: false").succeeded()).isTrue();

    assertThat(ofPolicies()).isEmpty();
    assertThat(made).noneMatch(name -> name.startsWith("NetworkPolicy"));
  }

  private Map<String, Long> ofPolicies() {
    Map<String, Long> all = new TreeMap<>(local.requests().all());
    all.keySet().removeIf(request -> !request.endsWith("networkpolicies"));
    return all;
  }

  private RunResult copy(String field) throws Exception {
    try (TransferEngine engine =
        new TransferEngine(new KubeconfigClusters(), Clock.systemUTC(), new SecureRandom())) {
      return engine
          .start(
              SpecReader.read(
                  """
                  source: {kubeconfig: %1$s}
                  destination: {kubeconfig: %1$s}
                  volumes: [{from: a/data, to: b/data}]
                  tunnelTimeoutSeconds: 60000
                  %2$s
                  """
                      .formatted(local.kubeconfig(), field)),
              new RunId("r"),
              each -> {})
          .result()
          .toCompletableFuture()
          .get(SECONDS_MAX, TimeUnit.SECONDS);
    }
  }
}
