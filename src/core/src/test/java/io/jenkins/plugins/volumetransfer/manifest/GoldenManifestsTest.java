package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.ContainerResources;
import io.jenkins.plugins.volumetransfer.spec.Deletion;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: every object of typical transfers, as a file that a person has read. */
class GoldenManifestsTest {
  private static final String ALL_OF_PODS =
      """
      source:
        namespace: app-3
        pods:
          labels: {team: source, zone: a}
          annotations: {sidecar.istio.io/inject: "true"}
          nodeSelector: {kubernetes.io/arch: amd64}
          tolerations: []
          affinity:
            podAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                - labelSelector: {matchLabels: {app: postgresql}}
                  topologyKey: kubernetes.io/hostname
          priorityClassName: low
          imagePullSecrets: [registry-of-app-3]
          serviceAccountName: source
          runtimeClassName: kata
          supplementalGroups: [999]
          seLinuxOptions: {level: "s0:c3,c4"}
          image: registry.example.org/transfer:1
          stunnelImage: registry.example.org/stunnel:1
          resources: {rsync: {limits: {memory: 1Gi}}}
      destination: {namespace: app-4}
      volumes: [{from: postgresql}]
      pods:
        labels: {team: storage, istio: none}
        annotations: {sidecar.istio.io/inject: "false", linkerd.io/inject: disabled}
        nodeSelector: {disktype: ssd}
        tolerations:
          - {key: dedicated, operator: Equal, value: storage, effect: NoSchedule}
          - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}
        affinity:
          nodeAffinity:
            requiredDuringSchedulingIgnoredDuringExecution:
              nodeSelectorTerms:
                - matchExpressions: [{key: zone, operator: In, values: [a, b]}]
        priorityClassName: high
        imagePullSecrets: [registry, mirror]
        serviceAccountName: transfers
        runtimeClassName: gvisor
        supplementalGroups: [0, 26]
        seLinuxOptions: {level: "s0:c1,c2", role: object_r, type: svirt_lxc_net_t, user: system_u}
        image: registry.example.org/transfer:2
        resources: {rsync: {requests: {cpu: 500m}}, stunnel: {limits: {memory: 64Mi}}}
      """;
  private static final Address DIALLED = new Address("10.0.0.7", 8443);

  @Test
  @DisplayName("one claim, two containers")
  void separate() throws IOException {
    Goldens.check("separate", all(SampleTransfers.spec("app-3/postgresql app-4/postgresql")));
  }

  @Test
  @DisplayName("one claim, one container")
  void single() throws IOException {
    Goldens.check(
        "single",
        all(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql")
                .withPods(pods(Topology.SINGLE, PodPer.CLAIM))));
  }

  @Test
  @DisplayName("one claim, one container and a sidecar")
  void sidecar() throws IOException {
    Goldens.check(
        "sidecar",
        all(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql")
                .withPods(pods(Topology.SIDECAR, PodPer.CLAIM))));
  }

  @Test
  @DisplayName("one pod for three claims with sub-paths")
  void namespace() throws IOException {
    Goldens.check(
        "namespace",
        all(
            SampleTransfers.spec(
                    "app-3/postgresql app-4/postgresql:old/data",
                    "app-3/uploads:public app-4/uploads",
                    "app-3/uploads:private/files app-4/uploads-private")
                .withPods(pods(Topology.SEPARATE, PodPer.NAMESPACE))));
  }

  @Test
  @DisplayName("names of 253 characters that differ in their last")
  void longNames() throws IOException {
    String name = "data." + "postgresql-".repeat(22) + "data.x";
    Goldens.check(
        "long-names",
        all(
            SampleTransfers.spec(
                "a/" + name + "a b/" + name + "a", "a/" + name + "b b/" + name + "b")));
  }

  @Test
  @DisplayName("claims of the same name from and to different namespaces")
  void equalNames() throws IOException {
    Goldens.check("equal-names", all(SampleTransfers.spec("a/data b/data", "c/data d/data")));
  }

  @Test
  @DisplayName("every option of rsync, and resources, and a source in another cluster")
  void allOptions() throws IOException {
    ClusterRef other =
        new ClusterRef(Optional.empty(), Optional.of("other"), ClusterRef.Access.KUBECONFIG);
    Goldens.check(
        "all-options",
        all(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql")
                .withClusters(other, ClusterRef.DEFAULT)
                .withRsync(
                    new RsyncOptions(
                        Deletion.ALWAYS,
                        OptionalLong.of(1000),
                        OptionalLong.of(50_000_001),
                        List.of("lost+found", "*.tmp", "- odd 'one' $HOME"),
                        EnumSet.allOf(Flag.class)))
                .withPods(
                    new PodOptions(
                        Topology.SEPARATE,
                        PodPer.CLAIM,
                        RunAs.ROOT,
                        "registry.example.org/rsync:1",
                        "registry.example.org/stunnel:1",
                        new ContainerResources(
                            Map.of("cpu", "500m", "memory", "64Mi"), Map.of("memory", "1Gi")),
                        new ContainerResources(Map.of(), Map.of("cpu", "2"))))));
  }

  @Test
  @DisplayName("every field of pods, and a side with its own")
  void pods() throws IOException {
    Goldens.check(
        "pods",
        all(SpecReader.read(ALL_OF_PODS)).stream()
            .filter(object -> object.getKind().equals("Pod"))
            .toList());
  }

  @Test
  @DisplayName("a run that was begun with other pods is not gone on with")
  void plan() {
    String above = "volumes: [{from: a/b, to: c/d}]\n";
    List<String> plans =
        List.of(
                "",
                "pods: {labels: {a: b}}",
                "source: {pods: {labels: {a: b}}}",
                "destination: {pods: {labels: {a: b}}}",
                "pods: {annotations: {a: b}}",
                "pods: {nodeSelector: {a: b}}",
                "pods: {tolerations: [{operator: Exists}]}",
                "pods: {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a}]}}}",
                "pods: {priorityClassName: a}",
                "pods: {imagePullSecrets: [a]}",
                "pods: {serviceAccountName: a}",
                "pods: {runtimeClassName: a}",
                "pods: {supplementalGroups: [1]}",
                "pods: {seLinuxOptions: {level: s0}}")
            .stream()
            .map(yaml -> SpecReader.read(above + yaml))
            .map(spec -> SampleTransfers.manifests(spec).get(0).plan())
            .toList();

    assertThat(plans).doesNotHaveDuplicates();
    assertThat(SampleTransfers.manifests(SpecReader.read(above + "pods: {}")).get(0).plan())
        .isEqualTo(plans.get(0));
  }

  @Test
  @DisplayName("a dry run mounts both claims read-only, and mends nothing at the destination")
  void dryRun() throws IOException {
    Goldens.check(
        "dry-run",
        all(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql")
                .withPods(nonRootPods(Topology.SEPARATE))
                .withVerify(true)
                .asDryRun()));
  }

  @Test
  @DisplayName("no option of rsync that can be left out")
  void noOptions() throws IOException {
    Goldens.check(
        "no-options",
        all(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql")
                .withRsync(
                    new RsyncOptions(
                        Deletion.NEVER,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        List.of(),
                        Set.of()))));
  }

  @Test
  @DisplayName("one claim, to be verified but for what is excluded, by a user that is not root")
  void verified() throws IOException {
    Goldens.check(
        "verified",
        all(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql:sub")
                .withPods(nonRootPods(Topology.SEPARATE))
                .withRsync(
                    SpecReader.read(
                            "{volumes: [{from: a/b, to: c/d}], excludes: [lost+found, '/cache/'], delete: false}")
                        .rsync())
                .withVerify(true)));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("one claim, by a user that is not root")
  @EnumSource(Topology.class)
  void nonRoot(Topology topology) throws IOException {
    Goldens.check(
        "non-root-" + topology.name().toLowerCase(Locale.ROOT),
        all(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql")
                .withPods(nonRootPods(topology))));
  }

  @Test
  @DisplayName("one claim, by the application's user and the group of its volume")
  void ids() throws IOException {
    Goldens.check(
        "non-root-ids",
        all(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql")
                .withPods(applicationPods(Topology.SEPARATE))));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("one claim, to another cluster")
  @EnumSource(
      value = Endpoint.Kind.class,
      names = {"NODE_PORT", "LOAD_BALANCER", "ROUTE"})
  void endpoint(Endpoint.Kind kind) throws IOException {
    Goldens.check(
        "endpoint-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        all(
                SampleTransfers.spec("app-3/postgresql app-4/postgresql")
                    .withEndpoint(
                        switch (kind) {
                          case NODE_PORT -> new Endpoint.NodePort(Optional.empty());
                          case LOAD_BALANCER -> new Endpoint.LoadBalancer();
                          default -> new Endpoint.Route();
                        }),
                kind == Endpoint.Kind.ROUTE
                    ? new Address("vt-run-7f3a-app-4.apps.example.com", 443)
                    : DIALLED)
            .stream()
            .filter(
                object -> List.of("Service", "NetworkPolicy", "Route").contains(object.getKind()))
            .toList());
  }

  @Test
  @DisplayName("Secrets of a run whose process is in a pod of the destination's namespace")
  void ownPod() throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    for (Manifests each :
        SampleTransfers.manifests(SampleTransfers.spec("app-3/postgresql app-4/postgresql"))) {
      Manifests owned =
          new Manifests(
              each.spec(),
              each.run(),
              each.transfer(),
              each.certificates(),
              each.expires(),
              each.owner(),
              Optional.of(new OwnPod("app-4", "copy-postgresql-pod", "uid-of-the-pod")));
      objects.addAll(owned.destination());
      objects.addAll(owned.source(DIALLED));
    }

    Goldens.check(
        "own-pod", objects.stream().filter(object -> object.getKind().equals("Secret")).toList());
  }

  @Test
  @DisplayName("a Route's name and its namespace leave room for each other in one label")
  void routeName() {
    Transfer transfer =
        Transfer.of(SampleTransfers.spec("a/" + "x".repeat(60) + " " + "n".repeat(40) + "/y"))
            .get(0);

    assertThat(ObjectNames.route(new RunId("run-7f3a-xyz"), transfer))
        .hasSizeLessThanOrEqualTo(22)
        .startsWith("vt-run-7f3a-xyz");
  }

  @Test
  @DisplayName("the Roles of a transfer between two namespaces")
  void roles() throws IOException {
    Goldens.check(
        "roles",
        Rbac.roles(
            SampleTransfers.spec("app-3/postgresql app-4/postgresql"), EnumSet.allOf(Side.class)));
  }

  static PodOptions nonRootPods(Topology topology) {
    PodOptions root = pods(topology, PodPer.CLAIM);
    return new PodOptions(
        topology,
        root.podPer(),
        RunAs.NON_ROOT,
        root.source().rsyncImage(),
        root.source().stunnelImage(),
        root.source().rsyncResources(),
        root.source().stunnelResources());
  }

  static PodOptions pods(Topology topology, PodPer podPer) {
    PodOptions normal = PodOptions.DEFAULT;
    return new PodOptions(
        topology,
        podPer,
        RunAs.ROOT,
        normal.source().rsyncImage(),
        normal.source().stunnelImage(),
        normal.source().rsyncResources(),
        normal.source().stunnelResources());
  }

  /** As the application's own user, whose volume belongs to a group of its own. */
  static PodOptions applicationPods(Topology topology) {
    return SpecReader.read(
            "{volumes: [{from: a/b, to: c/d}], nonRoot: true, runAsUser: 999, fsGroup: 26, topology: "
                + topology
                + "}")
        .pods();
  }

  static List<HasMetadata> all(TransferSpec spec) {
    return all(spec, DIALLED);
  }

  private static List<HasMetadata> all(TransferSpec spec, Address dialled) {
    List<HasMetadata> all = new ArrayList<>();
    for (Manifests manifests : SampleTransfers.manifests(spec)) {
      all.addAll(manifests.destination());
      all.add(manifests.pod(Side.DESTINATION, 1));
      all.addAll(manifests.source(dialled));
      all.add(manifests.pod(Side.SOURCE, 1));
    }
    return all;
  }
}
