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
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.script.Script;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: what must hold for the objects of every transfer. Method: many transfers, seeded. */
class ManifestLawsTest {
  private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
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
  @DisplayName("claims of any name: all names are valid, at most 63 characters, and unique")
  @EnumSource(PodPer.class)
  void names(PodPer podPer) {
    for (long seed = 1; seed <= 60; seed++) {
      TransferSpec spec =
          SampleTransfers.spec(randomPairs(new Random(seed)))
              .withPods(GoldenManifestsTest.pods(Topology.SEPARATE, podPer));
      Set<String> seen = new HashSet<>();
      for (HasMetadata object : objects(spec)) {
        String name = object.getMetadata().getName();
        assertThat(name).as("seed %d", seed).matches(LABEL);
        assertThat(object.getMetadata().getLabels().values())
            .as("seed %d", seed)
            .allMatch(value -> LABEL_VALUE.matcher(value).matches());
        assertThat(seen.add(object.getKind() + " " + object.getMetadata().getNamespace() + name))
            .as("seed %d: %s is there twice", seed, name)
            .isTrue();
        if (object instanceof Pod pod) {
          List<String> volumes = pod.getSpec().getVolumes().stream().map(Volume::getName).toList();
          assertThat(volumes)
              .as("seed %d", seed)
              .allMatch(volume -> LABEL.matcher(volume).matches());
          assertThat(volumes).as("seed %d", seed).doesNotHaveDuplicates();
        }
      }
    }
  }

  @Test
  @DisplayName(
      "names stay within 63 characters even in the twentieth attempt of the longest run id")
  void longestNames() {
    String claim = "c".repeat(253);
    TransferSpec spec =
        SampleTransfers.spec(
            IntStream.range(0, 120)
                .mapToObj(i -> "a" + i + "/" + claim + " b" + i + "/" + claim)
                .toArray(String[]::new));
    RunId run = new RunId("r23456789012");

    for (Transfer transfer : Transfer.of(spec)) {
      for (Side side : Side.values()) {
        assertThat(ObjectNames.pod(run, transfer, side, 21)).hasSizeLessThanOrEqualTo(63);
      }
    }
  }

  @Test
  @DisplayName("a namespace of very many claims gets pods that can report each claim's result")
  void resultsFit() {
    TransferSpec spec =
        SampleTransfers.spec(
                IntStream.range(0, 200)
                    .mapToObj(i -> "a/" + "c".repeat(240) + i + " b/" + "c".repeat(240) + i)
                    .toArray(String[]::new))
            .withPods(GoldenManifestsTest.pods(Topology.SEPARATE, PodPer.NAMESPACE));

    List<Transfer> transfers = Transfer.of(spec);

    assertThat(transfers).hasSize(4);
    assertThat(transfers.stream().mapToInt(transfer -> transfer.volumes().size()).sum())
        .isEqualTo(200);
    for (Transfer transfer : transfers) {
      int bytes =
          transfer.volumes().stream().mapToInt(v -> v.name().length() + " 255\n".length()).sum();
      assertThat(bytes).isLessThanOrEqualTo(4096);
    }
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

  @Test
  @DisplayName("only a load balancer is watched, and only a Route needs rights on Routes")
  void rightsOfEndpoints() {
    assertThat(besides(new Endpoint.ClusterIp())).isEmpty();
    assertThat(besides(new Endpoint.NodePort(Optional.empty()))).isEmpty();
    assertThat(besides(new Endpoint.Auto())).isEmpty();
    assertThat(besides(new Endpoint.LoadBalancer())).containsExactly("watch services");
    assertThat(besides(new Endpoint.Route()))
        .containsExactly("create routes.route.openshift.io", "delete routes.route.openshift.io");
  }

  private static List<String> besides(Endpoint endpoint) {
    TransferSpec spec = SampleTransfers.spec("a/x b/x").withEndpoint(endpoint);
    assertThat(Permission.needed(Side.SOURCE, spec)).isEqualTo(Permission.needed(Side.SOURCE));
    List<Permission> all = new ArrayList<>(Permission.needed(Side.DESTINATION, spec));
    all.removeAll(Permission.needed(Side.DESTINATION));
    return texts(all);
  }

  @ParameterizedTest
  @DisplayName("the Role of a namespace allows what Permission lists for its side, and no more")
  @EnumSource(Side.class)
  void roleOfOneSide(Side side) {
    List<HasMetadata> roles = Rbac.roles(SampleTransfers.spec("a/x b/x"), EnumSet.of(side));

    assertThat(roles).hasSize(1);
    assertThat(roles.get(0).getMetadata().getNamespace())
        .isEqualTo(side == Side.SOURCE ? "a" : "b");
    assertThat(allowed((Role) roles.get(0)))
        .containsExactlyInAnyOrderElementsOf(texts(granted(side)));
  }

  @Test
  @DisplayName("two namespaces get a Role each")
  void rolesOfTwoNamespaces() {
    assertThat(Rbac.roles(SampleTransfers.spec("a/x b/x", "a/y b/y"), EnumSet.allOf(Side.class)))
        .extracting(role -> role.getMetadata().getNamespace())
        .containsExactly("a", "b");
  }

  @Test
  @DisplayName("one namespace gets one Role with the rights of both sides, each once")
  void roleOfBothSides() {
    List<HasMetadata> roles =
        Rbac.roles(SampleTransfers.spec("a/x a/y"), EnumSet.allOf(Side.class));

    assertThat(roles).hasSize(1);
    assertThat(allowed((Role) roles.get(0)))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(texts(granted(Side.DESTINATION)));
  }

  @Test
  @DisplayName("nothing of ours reads a Secret")
  void noSecretIsRead() {
    for (Side side : Side.values()) {
      assertThat(Permission.needed(side))
          .filteredOn(permission -> permission.resource().equals("secrets"))
          .extracting(Permission::verb)
          .containsExactlyInAnyOrder("create", "delete");
    }
  }

  private static List<Permission> granted(Side side) {
    return Stream.concat(Permission.needed(side).stream(), Permission.useful().stream()).toList();
  }

  private static List<String> allowed(Role role) {
    List<String> all = new ArrayList<>();
    for (PolicyRule rule : role.getRules()) {
      for (String verb : rule.getVerbs()) {
        all.add(
            new Permission(rule.getApiGroups().get(0), rule.getResources().get(0), verb)
                .toString());
      }
    }
    return all;
  }

  private static List<String> texts(List<Permission> permissions) {
    return permissions.stream().map(Permission::toString).toList();
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

  private static String[] randomPairs(Random random) {
    String characters = "aab0-.";
    Set<String> claims = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      int length = random.nextBoolean() ? 1 + random.nextInt(4) : 20 + random.nextInt(234);
      StringBuilder name = new StringBuilder("c");
      while (name.length() < length - 1) {
        char last = name.charAt(name.length() - 1);
        char next = characters.charAt(random.nextInt(characters.length()));
        boolean dot = last == '.' || next == '.';
        name.append(dot && (last == '-' || next == '-' || last == next) ? 'x' : next);
      }
      claims.add(name + "z");
    }
    List<String> pairs = new ArrayList<>();
    for (String claim : claims) {
      pairs.add("a/" + claim + " b/" + claim);
      if (random.nextInt(4) == 0) {
        pairs.add("c/" + claim + " d/" + claim);
      }
    }
    return pairs.toArray(String[]::new);
  }
}
