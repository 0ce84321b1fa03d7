package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: what is said of pods is read for each side, and refused where Kubernetes would. */
@DisplayName("The field pods")
class SidePodsTest {
  private static final String VOLUMES = "volumes: [{from: a/b, to: c/d}]\n";

  static Stream<Arguments> fields() {
    return Stream.of(
        field(
            "labels: {app: web, example.org/v: 1}",
            PodOverrides::labels,
            Map.of("app", "web", "example.org/v", "1")),
        field(
            "annotations: {Example.org/a: 'any text, ü', sidecar.istio.io/inject: false}",
            PodOverrides::annotations,
            Map.of("Example.org/a", "any text, ü", "sidecar.istio.io/inject", "false")),
        field("nodeSelector: {disk: ''}", PodOverrides::nodeSelector, Map.of("disk", "")),
        field(
            "tolerations: [{key: gpu, operator: Equal, value: a, effect: NoExecute, tolerationSeconds: 60}, {operator: Exists}]",
            PodOverrides::tolerations,
            List.of(
                new Toleration("NoExecute", "gpu", "Equal", 60L, "a"),
                new Toleration(null, null, "Exists", null, null))),
        field(
            "priorityClassName: system-cluster-critical",
            PodOverrides::priorityClassName,
            Optional.of("system-cluster-critical")),
        field("imagePullSecrets: [a, b.c]", PodOverrides::imagePullSecrets, List.of("a", "b.c")),
        field(
            "serviceAccountName: builder",
            PodOverrides::serviceAccountName,
            Optional.of("builder")),
        field("runtimeClassName: gvisor", PodOverrides::runtimeClassName, Optional.of("gvisor")),
        field(
            "supplementalGroups: [0, 2147483647]",
            PodOverrides::supplementalGroups,
            List.of(0L, 2147483647L)),
        field(
            "seLinuxOptions: {level: 's0:c1,c2', role: r, type: t, user: u}",
            PodOverrides::seLinuxOptions,
            Optional.of(new SELinuxOptions("s0:c1,c2", "r", "t", "u"))),
        field(
            """
            affinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms:
                    - matchExpressions: [{key: disk, operator: In, values: [ssd]}, {key: size, operator: Gt, values: ['5']}]
                preferredDuringSchedulingIgnoredDuringExecution:
                  - {weight: 100, preference: {matchFields: [{key: metadata.name, operator: NotIn, values: [n]}]}}
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                  - weight: 1
                    podAffinityTerm:
                      topologyKey: kubernetes.io/hostname
                      namespaces: [a]
                      labelSelector: {matchLabels: {app: web}, matchExpressions: [{key: x, operator: Exists}]}
            """
                .indent(2)
                .stripLeading(),
            overrides ->
                overrides
                    .affinity()
                    .orElseThrow()
                    .getNodeAffinity()
                    .getRequiredDuringSchedulingIgnoredDuringExecution()
                    .getNodeSelectorTerms()
                    .stream()
                    .map(NodeSelectorTerm::getMatchExpressions)
                    .map(each -> each.get(1).getOperator() + each.get(1).getValues())
                    .toList(),
            List.of("Gt[5]")));
  }

  private static Arguments field(
      String yaml, Function<PodOverrides, Object> value, Object expected) {
    return arguments(yaml, value, expected);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is read whole for both sides, and for one alone")
  @MethodSource("fields")
  void read(String yaml, Function<PodOverrides, Object> value, Object expected) {
    PodOptions both = pods("pods:\n  " + yaml);
    PodOptions one = pods("destination:\n  pods:\n    " + yaml.replace("\n", "\n  "));

    assertThat(value.apply(both.source().overrides())).isEqualTo(expected);
    assertThat(both.destination()).isEqualTo(both.source());
    assertThat(value.apply(one.destination().overrides())).isEqualTo(expected);
    assertThat(one.source()).isEqualTo(PodOptions.DEFAULT.source());
  }

  @Test
  @DisplayName("asks for nothing where nothing is written")
  void nothing() {
    assertThat(pods("pods: {}\nsource: {pods: {labels: {}, tolerations: []}}"))
        .isEqualTo(PodOptions.DEFAULT);
  }

  @Test
  @DisplayName("of a side stands above the other, key by key in mappings, whole in all else")
  void merged() {
    PodOptions pods =
        pods(
            """
            image: top/i:1
            resources: {rsync: {limits: {memory: 1Gi}}}
            pods:
              labels: {a: both, b: both}
              tolerations: [{operator: Exists}]
              supplementalGroups: [1, 2]
              serviceAccountName: both
              seLinuxOptions: {level: s0, user: u}
              affinity:
                podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone}]}
            source:
              pods:
                labels: {b: source, c: source}
                tolerations: [{key: x, operator: Exists}]
                supplementalGroups: []
                serviceAccountName: source
                seLinuxOptions: {level: s1}
                image: source/i:1
                resources: {rsync: {limits: {cpu: 1}}, stunnel: {requests: {cpu: 2}}}
                affinity:
                  podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: host}]}
            destination:
              pods: {stunnelImage: destination/s:1, labels: null, serviceAccountName: null}
            """);
    SidePods source = pods.source();
    SidePods destination = pods.destination();

    assertThat(source.overrides().labels())
        .isEqualTo(Map.of("a", "both", "b", "source", "c", "source"));
    assertThat(source.overrides().tolerations())
        .containsExactly(new Toleration(null, "x", "Exists", null, null));
    assertThat(source.overrides().supplementalGroups()).isEmpty();
    assertThat(source.overrides().serviceAccountName()).contains("source");
    assertThat(source.overrides().seLinuxOptions())
        .contains(new SELinuxOptions("s1", null, null, "u"));
    assertThat(source.rsyncImage()).isEqualTo("source/i:1");
    assertThat(source.stunnelImage()).isEqualTo("source/i:1");
    assertThat(source.rsyncResources())
        .isEqualTo(new ContainerResources(Map.of(), Map.of("cpu", "1", "memory", "1Gi")));
    assertThat(source.stunnelResources())
        .isEqualTo(new ContainerResources(Map.of("cpu", "2"), Map.of()));
    assertThat(source.overrides().affinity().orElseThrow())
        .satisfies(
            affinity -> {
              assertThat(affinity.getPodAffinity()).isNotNull();
              assertThat(affinity.getPodAntiAffinity()).isNotNull();
            });
    assertThat(destination.overrides().labels()).isEqualTo(Map.of("a", "both", "b", "both"));
    assertThat(destination.overrides().supplementalGroups()).containsExactly(1L, 2L);
    assertThat(destination.overrides().serviceAccountName()).contains("both");
    assertThat(destination.rsyncImage()).isEqualTo("top/i:1");
    assertThat(destination.stunnelImage()).isEqualTo("destination/s:1");
    assertThat(destination.rsyncResources())
        .isEqualTo(new ContainerResources(Map.of(), Map.of("memory", "1Gi")));
  }

  @Test
  @DisplayName("takes image, stunnelImage and resources as the fields of these names above it")
  void sameAsAbove() {
    String text = "image: i:1\nstunnelImage: s:1\nresources: {rsync: {limits: {cpu: 1}}}";
    PodOptions above = pods(text);

    assertThat(pods("pods: {" + text.replace("\n", ", ") + "}")).isEqualTo(above);
    assertThat(pods(text + "\npods: {" + text.replace("\n", ", ") + "}")).isEqualTo(above);
    assertThat(above).isNotEqualTo(PodOptions.DEFAULT);
  }

  static Stream<Arguments> errors() {
    String term = "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {";
    String path = "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution";
    String name =
        " can't be a label's name; write up to 63 letters, digits, `-`, `_` and `.`, if need be"
            + " behind a DNS name and `/`";
    String value =
        "; write up to 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or"
            + " digit";
    String ours = "is set by Volume Transfer, which finds its objects by it; leave it out";
    return Stream.of(
        arguments("label: {}", "label: is not a field; did you mean `labels`?"),
        arguments("labels: [a]", "labels: is a list, not a mapping of names to values"),
        arguments("labels: {a: {}}", "labels.a: is a mapping, not a value"),
        arguments("labels: {a: null}", "labels.a: is empty, not a value"),
        arguments("labels: {a: ' '}", "labels.a: is \" \"" + value),
        arguments("labels: {a: -b}", "labels.a: is \"-b\"" + value),
        arguments(
            "labels: {a: " + "b".repeat(64) + "}",
            "labels.a: is \"" + "b".repeat(64) + "\"" + value),
        arguments("labels: {'a b': c}", "labels.a b: \"a b\"" + name),
        arguments("labels: {A/b: c}", "labels.A/b: \"A/b\"" + name),
        arguments("labels: {/b: c}", "labels./b: \"/b\"" + name),
        arguments("labels: {a/: c}", "labels.a/: \"a/\"" + name),
        arguments("labels: {a/b/c: c}", "labels.a/b/c: \"a/b/c\"" + name),
        arguments(
            "labels: {app.kubernetes.io/managed-by: me}",
            "labels.app.kubernetes.io/managed-by: " + ours),
        arguments("labels: {app.kubernetes.io/name: me}", "labels.app.kubernetes.io/name: " + ours),
        arguments(
            "labels: {volume-transfer.jenkins.io/run: x}",
            "labels.volume-transfer.jenkins.io/run: " + ours),
        arguments(
            "annotations: {volume-transfer.jenkins.io/nonce: x}",
            "annotations.volume-transfer.jenkins.io/nonce: " + ours),
        arguments(
            "annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}",
            "annotations.seccomp.security.alpha.kubernetes.io/pod: contradicts the pods'"
                + " seccompProfile, which is RuntimeDefault; leave it out"),
        arguments("annotations: {'ä': x}", "annotations.ä: \"ä\"" + name),
        arguments(
            "annotations: {a: " + "x".repeat(262144) + "}",
            "annotations: has 262145 bytes; write at most 262144"),
        arguments("nodeSelector: {a: b c}", "nodeSelector.a: is \"b c\"" + value),
        arguments(
            "tolerations: [{efect: NoSchedule}]",
            "tolerations[0].efect: is not a field; did you mean `effect`?"),
        arguments("tolerations: {}", "tolerations: is a mapping, not a list of mappings"),
        arguments("tolerations: [a]", "tolerations[0]: is \"a\", not a mapping of fields"),
        arguments(
            "tolerations: [{key: a}, {key: a, effect: noschedule}]",
            "tolerations[1].effect: is \"noschedule\"; write one of NoSchedule, PreferNoSchedule,"
                + " NoExecute"),
        arguments(
            "tolerations: [{key: a, operator: In}]",
            "tolerations[0].operator: is \"In\"; write one of Exists, Equal"),
        arguments(
            "tolerations: [{key: a, value: 1}]",
            "tolerations[0].value: is 1, not a text; write it as \"1\""),
        arguments(
            "tolerations: [{effect: NoSchedule}]",
            "tolerations[0].key: is missing; write it, or `operator: Exists` for every taint"),
        arguments(
            "tolerations: [{key: a, operator: Exists, value: b}]",
            "tolerations[0].value: does not go with `operator: Exists`; write one or the other"),
        arguments(
            "tolerations: [{key: a, tolerationSeconds: 5}]",
            "tolerations[0].tolerationSeconds: goes only with `effect: NoExecute`"),
        arguments(
            "tolerations: [{key: a, tolerationSeconds: 5m}]",
            "tolerations[0].tolerationSeconds: is \"5m\", not a whole number"),
        arguments("affinity: []", "affinity: is a list, not a mapping of fields"),
        arguments(
            "affinity: {nodeAfinity: {}}",
            "affinity.nodeAfinity: is not a field; did you mean `nodeAffinity`?"),
        arguments(term + "}}}", path + ".nodeSelectorTerms: is missing; Kubernetes needs it here"),
        arguments(
            term + "nodeSelectorTerms: []}}}",
            path + ".nodeSelectorTerms: is empty; write at least one term"),
        arguments(
            term + "nodeSelectorTerms: [{}]}}}",
            path
                + ".nodeSelectorTerms[0]: is empty, which no node matches; write matchExpressions"
                + " or matchFields"),
        arguments(
            term + "nodeSelectorTerms: [{matchExpressions: [{key: a, operator: in}]}]}}}",
            path
                + ".nodeSelectorTerms[0].matchExpressions[0].operator: is \"in\"; write one of In,"
                + " NotIn, Exists, DoesNotExist, Gt, Lt"),
        arguments(
            term + "nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In}]}]}}}",
            path
                + ".nodeSelectorTerms[0].matchExpressions[0].values: needs at least one value with"
                + " `operator: In`"),
        arguments(
            term
                + "nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists, values:"
                + " [b]}]}]}}}",
            path
                + ".nodeSelectorTerms[0].matchExpressions[0].values: must be left out with"
                + " `operator: Exists`"),
        arguments(
            term
                + "nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Lt, values:"
                + " [b]}]}]}}}",
            path
                + ".nodeSelectorTerms[0].matchExpressions[0].values: must be one whole number with"
                + " `operator: Lt`, such as [\"5\"]"),
        arguments(
            term + "nodeSelectorTerms: [{matchExpressions: [{operator: Exists}]}]}}}",
            path
                + ".nodeSelectorTerms[0].matchExpressions[0].key: is missing; Kubernetes needs it"
                + " here"),
        arguments(
            "affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight:"
                + " 0, podAffinityTerm: {topologyKey: a}}]}}",
            "affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: is 0;"
                + " write a whole number from 1 to 100"),
        arguments(
            "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                + " [{labelSelector: {matchLabels: {a: b}}}]}}",
            "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: is"
                + " missing; Kubernetes needs it here"),
        arguments(
            "priorityClassName: High",
            "priorityClassName: \"High\" can't be a name (lower-case letters, digits, `-` and `.`)"),
        arguments("imagePullSecrets: [{name: a}]", "imagePullSecrets[0]: is a mapping, not a text"),
        arguments(
            "imagePullSecrets: [a, b_c]",
            "imagePullSecrets[1]: \"b_c\" can't be a name (lower-case letters, digits, `-` and"
                + " `.`)"),
        arguments(
            "serviceAccountName: ''",
            "serviceAccountName: \"\" can't be a name (lower-case letters, digits, `-` and `.`)"),
        arguments(
            "runtimeClassName: a/b",
            "runtimeClassName: \"a/b\" can't be a name (lower-case letters, digits, `-` and `.`)"),
        arguments("supplementalGroups: 5", "supplementalGroups: is 5, not a list of whole numbers"),
        arguments(
            "supplementalGroups: [5, '6']", "supplementalGroups[1]: is \"6\", not a whole number"),
        arguments(
            "supplementalGroups: [-1]",
            "supplementalGroups[0]: is -1; write a whole number from 0 to 2147483647"),
        arguments(
            "supplementalGroups: [2147483648]",
            "supplementalGroups[0]: is 2147483648; write a whole number from 0 to 2147483647"),
        arguments(
            "seLinuxOptions: {lvl: s0}",
            "seLinuxOptions.lvl: is not a field; did you mean `level`?"),
        arguments(
            "seLinuxOptions: {level: 0}",
            "seLinuxOptions.level: is 0, not a text; write it as \"0\""),
        arguments("image: ''", "image: is \"\"; write an image reference"),
        arguments(
            "resources: {rsync: {limits: {memory: lots}}}",
            "resources.rsync.limits.memory: is \"lots\"; write a Kubernetes quantity, such as 500m"
                + " or 256Mi"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is refused with its path where it is written, of both sides or of one")
  @MethodSource("errors")
  void refused(String yaml, String message) {
    refusedSpec("pods: {" + yaml + "}", "pods." + message);
    refusedSpec("source: {pods: {" + yaml + "}}", "source.pods." + message);
    refusedSpec("destination: {pods: {" + yaml + "}}", "destination.pods." + message);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is refused if it says something else than the field of that name above it")
  @CsvSource(
      delimiter = '|',
      value = {"image|a|b", "stunnelImage|a|b", "resources|{rsync: {limits: {cpu: 1}}}|{}"})
  void contradicted(String name, String above, String below) {
    refusedSpec(
        name + ": " + above + "\npods: {" + name + ": " + below + "}",
        "pods."
            + name
            + ": differs from `"
            + name
            + "`, which is the same field; write one or the"
            + " other");
  }

  @Test
  @DisplayName("has a JSON Schema with the words of Kubernetes, each side")
  void schema() {
    JsonNode schema = SpecSchema.schema();

    for (String side : List.of("", "/properties/source", "/properties/destination")) {
      JsonNode pods = schema.at(side + "/properties/pods/properties");
      assertThat(pods.at("/tolerations/items/properties/tolerationSeconds/type").asText())
          .isEqualTo("integer");
      assertThat(pods.at("/tolerations/items/additionalProperties").isBoolean()).isTrue();
      assertThat(
              pods.at(
                      "/affinity/properties/nodeAffinity/properties/requiredDuringSchedulingIgnoredDuringExecution/properties/nodeSelectorTerms/items/properties/matchFields/items/properties/values/items/type")
                  .asText())
          .isEqualTo("string");
      assertThat(pods.at("/supplementalGroups/items/maximum").asLong()).isEqualTo(PodIds.MAX);
      assertThat(pods.at("/seLinuxOptions/properties").properties())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("level", "role", "type", "user");
    }
  }

  @Test
  @DisplayName("lacks on other faces only what is there under another name")
  void faces() {
    assertThat(Catalogue.values())
        .filteredOn(place -> place.names().get(0).equals("pods"))
        .filteredOn(place -> !place.field().lacking().isEmpty())
        .extracting(Catalogue.Place::path)
        .containsExactly(
            "pods.image",
            "pods.stunnelImage",
            "pods.resources.rsync.requests",
            "pods.resources.rsync.limits",
            "pods.resources.stunnel.requests",
            "pods.resources.stunnel.limits");
  }

  private static void refusedSpec(String yaml, String message) {
    assertThatThrownBy(() -> SpecReader.read(VOLUMES + yaml))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }

  private static PodOptions pods(String yaml) {
    return SpecReader.read(VOLUMES + yaml).pods();
  }
}
