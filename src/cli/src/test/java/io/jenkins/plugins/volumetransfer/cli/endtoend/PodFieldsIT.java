package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each field of {@code pods} is in the pods while they run, and they run with it. */
class PodFieldsIT {
  private static final Duration START = Duration.ofSeconds(120);

  @TempDir private static Path directory;

  private static TestBed bed;
  private static String source;
  private static String destination;

  @BeforeAll
  static void makeClaims() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    destination = bed.createNamespace("destination");
    bed.createClaim(source, "data");
    bed.createClaim(destination, "data");
    bed.onClaim(source, "data", "head --bytes=4M /dev/urandom >\"$1/file\"");
    if (bed instanceof KubernetesTestBed) {
      bed.client().resource(priorityClass()).create();
      bed.client().resource(runtimeClass()).create();
      for (String namespace : List.of(source, destination)) {
        bed.client()
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName("transfers")
                    .withNamespace(namespace)
                    .endMetadata()
                    .build())
            .create();
      }
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (bed instanceof KubernetesTestBed) {
      bed.client().resource(priorityClass()).delete();
      bed.client().resource(runtimeClass()).delete();
    }
    bed.close();
  }

  @Test
  @DisplayName("what is asked for is in the pods of its side, and they copy with it")
  void seen() throws Exception {
    Path spec =
        spec(
            """
            bandwidthLimit: 500K
            allowInUse: true
            pods:
              image: %s
              labels: {example.org/team: storage}
              annotations: {sidecar.istio.io/inject: "false"}
              nodeSelector: {kubernetes.io/os: linux}
              tolerations:
                - {key: dedicated, operator: Equal, value: storage, effect: NoSchedule}
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                      - matchExpressions: [{key: kubernetes.io/hostname, operator: Exists}]
              priorityClassName: %s
              imagePullSecrets: [registry]
              serviceAccountName: transfers
              runtimeClassName: %s
              supplementalGroups: [4711, 4712]
              seLinuxOptions: {level: "s0:c123,c456"}
              resources: {rsync: {limits: {memory: 512Mi}}}
            source:
              pods: {labels: {example.org/side: source}, supplementalGroups: [4713]}
            destination:
              pods: {resources: {rsync: {limits: {cpu: 2}}}}
            """
                .formatted(bed.image(), source, source));
    try (VolumeTransferCommand command =
        VolumeTransferCommand.start(
            bed.kubeconfig(), List.of("transfer", "--file=" + spec, "--allow-in-use"))) {
      Pod from = running(source);
      Pod to = running(destination);
      for (Pod pod : List.of(from, to)) {
        seen(pod);
      }
      Outcome outcome = command.outcome();

      assertThat(outcome.exitCode()).as(outcome.all()).isZero();
      assertThat(from.getMetadata().getLabels()).containsEntry("example.org/side", "source");
      assertThat(to.getMetadata().getLabels()).doesNotContainKey("example.org/side");
      assertThat(from.getSpec().getSecurityContext().getSupplementalGroups())
          .containsExactly(4713L);
      assertThat(to.getSpec().getSecurityContext().getSupplementalGroups())
          .containsExactly(4711L, 4712L);
      assertThat(limits(from)).containsOnlyKeys("memory");
      assertThat(limits(to)).containsOnlyKeys("cpu", "memory");
    }
    assertThat(bed.listing(source, "data").differences(bed.listing(destination, "data"))).isEmpty();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  private static void seen(Pod pod) throws Exception {
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("example.org/team", "storage")
        .containsEntry(Labels.MANAGED_BY, Labels.MANAGED_BY_US);
    assertThat(pod.getMetadata().getAnnotations())
        .containsEntry("sidecar.istio.io/inject", "false")
        .containsKey(Labels.NONCE);
    assertThat(pod.getSpec().getNodeSelector()).isEqualTo(Map.of("kubernetes.io/os", "linux"));
    assertThat(pod.getSpec().getTolerations())
        .contains(new Toleration("NoSchedule", "dedicated", "Equal", null, "storage"));
    assertThat(
            Serialization.asYaml(
                pod.getSpec()
                    .getAffinity()
                    .getNodeAffinity()
                    .getRequiredDuringSchedulingIgnoredDuringExecution()))
        .contains("kubernetes.io/hostname");
    assertThat(pod.getSpec().getPriorityClassName()).isEqualTo(source);
    assertThat(pod.getSpec().getRuntimeClassName()).isEqualTo(source);
    assertThat(pod.getSpec().getImagePullSecrets())
        .containsExactly(new LocalObjectReference("registry"));
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("transfers");
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getSecurityContext().getSeLinuxOptions().getLevel())
        .isEqualTo("s0:c123,c456");
    if (bed instanceof KubernetesTestBed real) {
      String groups =
          new String(
              real.exec(
                  pod.getMetadata().getNamespace(),
                  pod.getMetadata().getName(),
                  "rsync",
                  "id",
                  "-G"),
              StandardCharsets.UTF_8);
      assertThat(groups.strip().split(" "))
          .contains(
              pod.getSpec().getSecurityContext().getSupplementalGroups().stream()
                  .map(String::valueOf)
                  .toArray(String[]::new));
      assertThat(pod.getSpec().getPriority()).isEqualTo(1234);
    }
  }

  private static Map<String, Quantity> limits(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .filter(container -> container.getName().equals("rsync"))
        .map(Container::getResources)
        .findFirst()
        .orElseThrow()
        .getLimits();
  }

  private static Pod running(String namespace) {
    return await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                bed
                    .client()
                    .pods()
                    .inNamespace(namespace)
                    .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
                    .list()
                    .getItems()
                    .stream()
                    .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                    .toList(),
            pods -> pods.size() == 1)
        .get(0);
  }

  @Test
  @DisplayName("a node that a claim in use asks for and `nodeSelector` excludes is named at once")
  void otherNode() throws Exception {
    bed.createClaim(source, "used");
    bed.client().resource(user("used")).create();
    bed.client()
        .pods()
        .inNamespace(source)
        .withName("user")
        .waitUntilReady(START.toSeconds(), TimeUnit.SECONDS);
    Path spec = spec("pods: {nodeSelector: {example.org/disk: ssd}, image: '" + bed.image() + "'}");

    for (String command : List.of("check", "transfer")) {
      Outcome outcome =
          VolumeTransferCommand.run(
              bed.kubeconfig(),
              List.of(
                  command,
                  "--file=" + spec,
                  "--from=" + source + "/used",
                  "--to=" + destination + "/data",
                  "--allow-in-use"));

      assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(1);
      assertThat(outcome.all())
          .containsPattern(
              "the source pod must go to node \\S+, where its claim is in use, but that node lacks"
                  + " the label example.org/disk=ssd of `pods.nodeSelector`; change that, or stop"
                  + " what uses the claim");
    }
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("`check` asks the API server to admit the very pods")
  void rehearsed() throws Exception {
    Assumptions.assumeTrue(
        bed instanceof KubernetesTestBed, "only a real cluster admits priority classes");
    Outcome outcome =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "check",
                "--file=" + spec("destination: {pods: {priorityClassName: none-such}}"),
                "--image=" + bed.image(),
                "--allow-in-use"));

    assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(1);
    assertThat(outcome.output()).contains("destination: ", "none-such");
  }

  @Test
  @DisplayName("the source pod of a failure stays with `keepPods`, named, until `cleanup`")
  void kept() throws Exception {
    bed.createClaim(destination, "full");
    bed.onClaim(destination, "full", "mkdir \"$1/file\"; echo precious >\"$1/file/inside\"");
    Outcome outcome =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/full",
                "--image=" + bed.image(),
                "--no-delete",
                "--keep-pods=on-failure",
                "--run-id=kept",
                "--allow-in-use"));

    assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(1);
    assertThat(outcome.all())
        .contains("RSYNC_FAILED", "Left behind:", "volume-transfer cleanup --run kept");
    Pod pod =
        bed.client()
            .pods()
            .inNamespace(source)
            .withLabel(Labels.RUN, "kept")
            .list()
            .getItems()
            .get(0);
    assertThat(outcome.all()).contains(pod.getMetadata().getName());
    assertThat(pod.getStatus().getContainerStatuses())
        .filteredOn(status -> status.getName().equals("rsync"))
        .allSatisfy(
            status -> assertThat(status.getState().getTerminated().getExitCode()).isEqualTo(23));
    assertThat(
            VolumeTransferCommand.run(
                    bed.kubeconfig(), List.of("status", "-n", source, "-n", destination))
                .output())
        .contains("kept", "source-1");

    Outcome cleanup =
        VolumeTransferCommand.run(
            bed.kubeconfig(), List.of("cleanup", "--run=kept", "-n", source, "-n", destination));

    assertThat(cleanup.exitCode()).as(cleanup.all()).isZero();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  private static Pod user(String claim) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("user")
        .withNamespace(source)
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(0L)
        .withActiveDeadlineSeconds(600L)
        .addNewContainer()
        .withName("user")
        .withImage(bed.image())
        .withImagePullPolicy("IfNotPresent")
        .withCommand("sleep", "600")
        .endContainer()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .endVolume()
        .endSpec()
        .build();
  }

  private static Path spec(String pods) throws Exception {
    return Files.writeString(
        Files.createTempFile(directory, "spec", ".yaml"),
        "volumes: [{from: %s/data, to: %s/data}]\n".formatted(source, destination) + pods);
  }

  private static GenericKubernetesResource priorityClass() {
    return named("apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nvalue: 1234\n");
  }

  private static GenericKubernetesResource runtimeClass() {
    return named("apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nhandler: runc\n");
  }

  /** By the name of a namespace, which nothing else of that kind has. */
  private static GenericKubernetesResource named(String yaml) {
    return Serialization.unmarshal(
        yaml + "metadata: {name: " + source + "}\n", GenericKubernetesResource.class);
  }
}
