package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.script.Script;
import io.jenkins.plugins.volumetransfer.spec.ContainerResources;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.PodOverrides;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.SidePods;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what must hold for the objects of every transfer. */
class ManifestLawsTest {
  private static final Pattern SOURCED =
      Pattern.compile("source \"\\$\\{BASH_SOURCE[^\"]*/([a-z-]+\\.sh)\"");
  private static final Pattern REQUIRED =
      Pattern.compile("require_variables((?: +(?:\\\\\\n *)?[A-Z_]+)+)");

  static Stream<TransferSpec> specs() {
    Stream<TransferSpec> nonRoot =
        Stream.of(Topology.values())
            .map(
                topology ->
                    SampleTransfers.spec("a/x b/x:sub")
                        .withPods(GoldenManifestsTest.nonRootPods(topology)));
    return Stream.concat(nonRoot, rootSpecs());
  }

  private static Stream<TransferSpec> rootSpecs() {
    return Stream.of(Topology.values())
        .flatMap(
            topology ->
                Stream.of(PodPer.values())
                    .map(
                        podPer ->
                            SampleTransfers.spec("a/x b/x:sub", "a/y:sub b/y")
                                .withPods(GoldenManifestsTest.pods(topology, podPer))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 30, 180, 900, 100_000})
  @DisplayName("a copy that only reads says so several times before it counts as stuck")
  void signsOfLife(int seconds) {
    TransferSpec spec =
        SpecReader.read(
            "{volumes: [{from: a/x, to: b/x}], noProgressTimeoutSeconds: " + seconds + "}");
    Pod source = SampleTransfers.manifests(spec).get(0).pod(Side.SOURCE, 1);

    assertThat(source.getSpec().getContainers())
        .flatExtracting(Container::getEnv)
        .filteredOn(each -> each.getName().equals("WORK_SECONDS"))
        .extracting(each -> Integer.parseInt(each.getValue()))
        .singleElement()
        .satisfies(every -> assertThat(every).isBetween(1, Math.min(60, Math.max(1, seconds / 3))));
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @DisplayName("what the engine finds its pods by is not for a caller to change")
  void ownLabels(Side side) {
    PodOptions usual = PodOptions.DEFAULT;
    Map<String, String> others =
        Map.of(Labels.RUN, "other", Labels.MANAGED_BY, "me", Labels.NONCE, "mine", "a", "b");
    SidePods pods =
        new SidePods(
            "i",
            "i",
            ContainerResources.NONE,
            ContainerResources.NONE,
            new PodOverrides(
                others,
                others,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty()));
    TransferSpec plain = SampleTransfers.spec("a/x b/x");
    Pod pod = pod(plain, side);
    Pod changed =
        pod(
            plain.withPods(
                new PodOptions(
                    usual.topology(),
                    usual.podPer(),
                    usual.runAs(),
                    pods,
                    pods,
                    usual.ids(),
                    usual.isolation(),
                    usual.keepPods())),
            side);

    assertThat(changed.getMetadata().getLabels())
        .containsAllEntriesOf(pod.getMetadata().getLabels())
        .containsEntry("a", "b");
    assertThat(changed.getMetadata().getAnnotations())
        .containsAllEntriesOf(pod.getMetadata().getAnnotations())
        .containsEntry("a", "b");
  }

  private static Pod pod(TransferSpec spec, Side side) {
    return SampleTransfers.manifests(spec).get(0).pod(side, 1);
  }

  @ParameterizedTest
  @DisplayName("private keys stand in Secrets and nowhere else")
  @MethodSource("specs")
  void secrets(TransferSpec spec) {
    for (HasMetadata object : objects(spec)) {
      String yaml = Serialization.asYaml(object);
      for (String key : List.of(SampleTransfers.CLIENT_KEY, SampleTransfers.SERVER_KEY)) {
        String content = key.lines().toList().get(1);
        String encoded = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        assertThat(yaml).doesNotContain(content);
        if (!(object instanceof Secret)) {
          assertThat(yaml).doesNotContain(encoded.substring(0, 40));
        }
      }
    }
  }

  @ParameterizedTest
  @DisplayName("each side's Secret has its own key, not the other's")
  @MethodSource("specs")
  void ownKeys(TransferSpec spec) {
    for (HasMetadata object : objects(spec)) {
      if (object instanceof Secret secret) {
        boolean source = "source".equals(secret.getMetadata().getLabels().get(Labels.SIDE));
        assertThat(
                new String(
                    Base64.getDecoder().decode(secret.getData().get("tls.key")),
                    StandardCharsets.UTF_8))
            .isEqualTo(source ? SampleTransfers.CLIENT_KEY : SampleTransfers.SERVER_KEY);
      }
    }
  }

  @ParameterizedTest
  @DisplayName("claims are read-only at the source and writable at the destination")
  @MethodSource("specs")
  void readOnly(TransferSpec spec) {
    for (Pod pod : pods(spec)) {
      boolean source = "source".equals(pod.getMetadata().getLabels().get(Labels.SIDE));
      for (Container container : containers(pod)) {
        container.getVolumeMounts().stream()
            .filter(mount -> mount.getName().startsWith("volume-"))
            .forEach(mount -> assertThat(mount.getReadOnly()).isEqualTo(source));
      }
    }
  }

  @ParameterizedTest
  @DisplayName("containers drop ALL capabilities, escalate nothing, and can't write to their root")
  @MethodSource("specs")
  void hardened(TransferSpec spec) {
    for (Pod pod : pods(spec)) {
      assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
      assertThat(pod.getSpec().getActiveDeadlineSeconds())
          .isGreaterThan(spec.timeouts().transfer().toSeconds());
      assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      for (Container container : containers(pod)) {
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
            .containsExactly("ALL");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
        boolean root = spec.pods().runAs() == RunAs.ROOT;
        assertThat(container.getSecurityContext().getRunAsNonRoot()).isEqualTo(!root);
        if (container.getName().equals("stunnel") || !root) {
          assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        }
      }
    }
  }

  @Test
  @DisplayName("a sidecar is as the container of two, but an init container that is started again")
  void sidecar() {
    Pod two = source(Topology.SEPARATE);
    Pod one = source(Topology.SIDECAR);

    assertThat(one.getSpec().getInitContainers())
        .containsExactly(
            new ContainerBuilder(two.getSpec().getContainers().get(0))
                .withRestartPolicy("Always")
                .build());
    assertThat(one.getSpec().getContainers()).containsExactly(two.getSpec().getContainers().get(1));
  }

  private static Pod source(Topology topology) {
    return pods(
            SampleTransfers.spec("a/x b/x")
                .withPods(GoldenManifestsTest.pods(topology, PodPer.CLAIM)))
        .stream()
        .filter(pod -> "source".equals(pod.getMetadata().getLabels().get(Labels.SIDE)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @DisplayName("every mount has its volume, every volume a mount, no path is mounted twice")
  @MethodSource("specs")
  void mounts(TransferSpec spec) {
    for (Pod pod : pods(spec)) {
      List<String> volumes = pod.getSpec().getVolumes().stream().map(Volume::getName).toList();
      Set<String> mounted = new HashSet<>();
      for (Container container : containers(pod)) {
        assertThat(container.getVolumeMounts().stream().map(VolumeMount::getMountPath).toList())
            .doesNotHaveDuplicates();
        container.getVolumeMounts().forEach(mount -> mounted.add(mount.getName()));
      }
      assertThat(mounted).containsExactlyInAnyOrderElementsOf(volumes);
    }
  }

  @ParameterizedTest
  @DisplayName("every variable that a container's scripts require is set")
  @MethodSource("specs")
  void environment(TransferSpec spec) {
    Set<String> checked = new TreeSet<>();
    for (Pod pod : pods(spec)) {
      for (Container container : containers(pod)) {
        List<String> set = container.getEnv().stream().map(EnvVar::getName).toList();
        String script = fileName(container.getCommand());
        assertThat(set).doesNotHaveDuplicates().containsAll(required(script, text(script)));
        checked.addAll(required(script, text(script)));
      }
    }
    assertThat(checked)
        .contains("IPC_DIRECTORY", "CONFIG_DIRECTORY", "VOLUMES_DIRECTORY", "POD_IP");
  }

  @Test
  @DisplayName("every script and every file that a pod mounts is in its ConfigMap")
  void files() {
    for (Manifests manifests : SampleTransfers.manifests(SampleTransfers.spec("a/x b/x"))) {
      for (Side side : Side.values()) {
        Set<String> data =
            ((io.fabric8.kubernetes.api.model.ConfigMap)
                    (side == Side.SOURCE
                            ? manifests.source(new Address("h", 1))
                            : manifests.destination())
                        .get(0))
                .getData()
                .keySet();
        Set<String> used = new HashSet<>();
        manifests.pod(side, 1).getSpec().getVolumes().stream()
            .filter(volume -> volume.getConfigMap() != null)
            .flatMap(volume -> volume.getConfigMap().getItems().stream())
            .forEach(item -> used.add(item.getKey()));
        assertThat(used).isEqualTo(data);
      }
    }
  }

  private static String fileName(List<String> command) {
    return command.stream()
        .filter(word -> word.endsWith(".sh"))
        .map(word -> word.substring(word.lastIndexOf('/') + 1))
        .findFirst()
        .orElseThrow();
  }

  private static String text(String fileName) {
    return Arrays.stream(Script.values())
        .filter(script -> script.fileName().equals(fileName))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** Of the script itself, and of the functions that it calls from the files it sources. */
  private static Set<String> required(String script, String text) {
    Set<String> names = new TreeSet<>();
    Matcher calls = REQUIRED.matcher(text);
    while (calls.find()) {
      names.addAll(List.of(calls.group(1).replace("\\", " ").strip().split("\\s+")));
    }
    Matcher sourced = SOURCED.matcher(text);
    while (sourced.find()) {
      String library = text(sourced.group(1));
      Matcher functions =
          Pattern.compile("(?m)^(require_\\w+)\\(\\) \\{\\n(?s:(.*?))\\n}").matcher(library);
      while (functions.find()) {
        if (!script.isEmpty()
            && Pattern.compile("(?m)^" + functions.group(1) + "\\b").matcher(text).find()) {
          names.addAll(required("", functions.group(2)));
        }
      }
    }
    return names;
  }

  private static List<Container> containers(Pod pod) {
    List<Container> all = new ArrayList<>(pod.getSpec().getInitContainers());
    all.addAll(pod.getSpec().getContainers());
    return all;
  }

  private static List<Pod> pods(TransferSpec spec) {
    return objects(spec).stream().filter(Pod.class::isInstance).map(Pod.class::cast).toList();
  }

  private static List<HasMetadata> objects(TransferSpec spec) {
    return GoldenManifestsTest.all(spec);
  }
}
