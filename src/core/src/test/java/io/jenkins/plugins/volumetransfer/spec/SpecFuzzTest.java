package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.volumetransfer.testing.SearchBudget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever a spec looks like, it is read or refused in one line. Method: seeded changes of
 * valid ones; {@code -Dfuzz.specs=1000000} makes more of them, {@code -Dfuzz.seed} others.
 */
class SpecFuzzTest {
  private static final int COUNT = Integer.getInteger("fuzz.specs", 3_000);
  private static final long SEED = Long.getLong("fuzz.seed", 12);

  private static final List<String> VALID =
      List.of(
          """
          source: {context: cluster-a, namespace: app-3}
          destination: {kubeconfig: other, namespace: app-4, endpoint: NODE_PORT, address: node-1}
          volumes:
            - from: postgresql
            - {from: redis, to: redis-data, fromPath: a/b, toPath: c, newClaim: {size: 1Ti}}
          bandwidthLimit: 50M
          timeoutSeconds: 14400
          excludes: ["/tmp", "*.log", "+ /[a-f]/**", "- x"]
          delete: true
          maxDelete: 7
          acceptVanished: true
          verify: true
          create: true
          storageClass: fast
          storageClasses: {gp2: gp3}
          newClaims: {size: 20Gi, accessModes: [ReadWriteMany], volumeMode: Filesystem, labels: {app: web}}
          topology: SINGLE
          podPer: NAMESPACE
          nonRoot: true
          runAsUser: 1000
          runAsGroup: 5
          fsGroup: 1000
          image: registry.example/transfer:1
          resources:
            rsync: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: "2"}}
            stunnel: {limits: {memory: 64Mi}}
          claimTimeoutSeconds: 3600
          retries: 3
          retryDelaySeconds: 5
          maxConcurrent: 4
          failFast: true
          """,
          """
          source: {namespace: a, pods: {labels: {app: web}, image: i, supplementalGroups: []}}
          destination: {namespace: b, pods: {tolerations: [{operator: Exists}]}}
          volumes: [{from: x}]
          pods:
            labels: {example.org/a: b}
            annotations: {sidecar.istio.io/inject: "false"}
            nodeSelector: {disk: ssd}
            tolerations: [{key: gpu, value: x, effect: NoExecute, tolerationSeconds: 60}]
            affinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt, values: ["5"]}]}]
              podAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                  - {weight: 1, podAffinityTerm: {topologyKey: zone, labelSelector: {}}}
            priorityClassName: high
            imagePullSecrets: [registry]
            serviceAccountName: builder
            runtimeClassName: gvisor
            supplementalGroups: [5, 6]
            seLinuxOptions: {level: "s0:c1"}
            stunnelImage: s
            resources: {rsync: {limits: {cpu: 1}}}
          """,
          """
          {"source": {"namespace": "a", "inCluster": true}, "destination": {"namespace": "b"},
           "all": true, "selector": "app=x", "excludeClaims": ["cache-*"]}
          """,
          """
          volumes: [{from: a/x, to: b/y}]
          allowInUse: true
          sourceReadWrite: true
          hardLinks: false
          acls: true
          xattrs: true
          sparse: true
          checksum: true
          compress: true
          compressAlgorithm: ZSTD
          compressLevel: 19
          totalBandwidthLimit: 1.5G
          owners: {users: {1000: 2000, "*": 65534}, groups: {7: 8}}
          rsyncOptions: [--inplace, --delete-after]
          networkPolicies: false
          keepPods: ON_FAILURE
          tunnelTimeoutSeconds: 1
          podStartTimeoutSeconds: 2592000
          noProgressTimeoutSeconds: 60
          """,
          """
          source: {namespace: a}
          destination: {namespace: b}
          all: true
          workload: statefulset/postgresql
          sourceStorageClass: gp2
          numericIds: true
          """);

  @Test
  @DisplayName("what is changed was a spec before")
  void valid() {
    VALID.forEach(SpecReader::read);
  }

  @Test
  @DisplayName("each field of the catalogue is among what is changed")
  void whole() {
    assertThat(Catalogue.values())
        .map(place -> place.names().get(place.names().size() - 1))
        .filteredOn(
            name -> VALID.stream().noneMatch(spec -> spec.matches("(?s).*\\b" + name + "\"?:.*")))
        .isEmpty();
  }

  @Test
  @Tag("search")
  @DisplayName("only a SpecException of one line comes out")
  void fuzz() {
    Random random = new Random(SEED);
    Mutations mutations = new Mutations(random);
    SearchBudget budget = SearchBudget.ofProperty();
    int taken = 0;
    int i = 0;
    for (; i < COUNT && !budget.isSpent(); i++) {
      String text =
          new String(mutations.of(VALID.get(random.nextInt(VALID.size()))), StandardCharsets.UTF_8);
      try {
        SpecReader.read(text);
        taken++;
      } catch (SpecException e) {
        if (e.getMessage().contains("Exception") || e.getMessage().lines().count() != 1) {
          fail("fuzz.seed=" + SEED + ", number " + i + ": " + e.getMessage() + "\n" + text);
        }
      } catch (RuntimeException | StackOverflowError e) {
        fail("fuzz.seed=" + SEED + ", number " + i + ":\n" + text, e);
      }
    }
    assertThat(taken).as("some must be taken, or nothing is shown").isPositive();
    System.out.println("specs " + i + " exceptions 0 (taken " + taken + ")");
    System.out.println(budget.covered(i, COUNT, "specs"));
  }
}
