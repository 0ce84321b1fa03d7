package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Objects of Kubernetes' own API as fields, each of which is checked: names and types are those of
 * fabric8's classes, words and rules those of Kubernetes' validation.
 */
final class KubernetesFields {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,18}");
  private static final FieldType<?> LABEL = new FieldType.Text("NAME", ObjectLabels::name);
  private static final FieldType<?> LABELS =
      new FieldType.TextMap("NAME", "VALUE", ObjectLabels::name, ObjectLabels::value);
  private static final FieldType<?> WEIGHT = new FieldType.Number(1, 100, OptionalLong.empty());

  /** What their Java types do not tell. */
  private static final Map<String, FieldType<?>> SPECIAL =
      Map.ofEntries(
          Map.entry("Toleration.effect", words("NoSchedule", "PreferNoSchedule", "NoExecute")),
          Map.entry("Toleration.operator", words("Exists", "Equal")),
          Map.entry("Toleration.key", LABEL),
          Map.entry("Toleration.value", new FieldType.Text("VALUE", ObjectLabels::value)),
          Map.entry("NodeSelectorRequirement.key", LABEL),
          Map.entry(
              "NodeSelectorRequirement.operator",
              words("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")),
          Map.entry("LabelSelectorRequirement.key", LABEL),
          Map.entry(
              "LabelSelectorRequirement.operator", words("In", "NotIn", "Exists", "DoesNotExist")),
          Map.entry("LabelSelector.matchLabels", LABELS),
          Map.entry("PodAffinityTerm.topologyKey", LABEL),
          Map.entry("PodAffinityTerm.namespaces", new FieldType.Texts("NAME", SpecReader::label)),
          Map.entry("PreferredSchedulingTerm.weight", WEIGHT),
          Map.entry("WeightedPodAffinityTerm.weight", WEIGHT));

  private static final Map<Class<?>, List<String>> REQUIRED =
      Map.of(
          NodeSelector.class, List.of("nodeSelectorTerms"),
          NodeSelectorRequirement.class, List.of("key", "operator"),
          LabelSelectorRequirement.class, List.of("key", "operator"),
          PodAffinityTerm.class, List.of("topologyKey"),
          PreferredSchedulingTerm.class, List.of("weight", "preference"),
          WeightedPodAffinityTerm.class, List.of("weight", "podAffinityTerm"));

  private static final Map<Class<?>, Consumer<Fields>> RULES =
      Map.of(
          Toleration.class, KubernetesFields::toleration,
          NodeSelector.class, KubernetesFields::nodeSelector,
          NodeSelectorRequirement.class, KubernetesFields::requirement,
          LabelSelectorRequirement.class, KubernetesFields::requirement);

  private KubernetesFields() {}

  /**
   * @param type of fabric8's model
   */
  static FieldSection of(Class<?> type) {
    FieldSection section = new FieldSection(type.getSimpleName());
    for (BeanPropertyDefinition property :
        JSON.getSerializationConfig().introspect(JSON.constructType(type)).findProperties()) {
      String name = property.getName();
      section.add(
          field(
              name,
              Optional.<FieldType<?>>ofNullable(SPECIAL.get(type.getSimpleName() + "." + name))
                  .orElseGet(() -> ofJava(property.getPrimaryType()))));
    }
    return section;
  }

  private static <T> SpecField<T> field(String name, FieldType<T> type) {
    return SpecField.of(name, type, name, "");
  }

  private static FieldType<?> ofJava(JavaType type) {
    if (type.hasRawClass(String.class)) {
      return new FieldType.Text("TEXT", TextRule.ANY);
    }
    if (type.hasRawClass(Integer.class) || type.hasRawClass(Long.class)) {
      return new FieldType.Number(Long.MIN_VALUE, Long.MAX_VALUE, OptionalLong.empty());
    }
    if (type.isCollectionLikeType()) {
      return type.getContentType().hasRawClass(String.class)
          ? new FieldType.Texts("TEXT", TextRule.ANY)
          : new FieldType.KubernetesObjects<Object>(() -> any(type.getContentType()));
    }
    return new FieldType.KubernetesObject<Object>(() -> any(type));
  }

  @SuppressWarnings("unchecked") // Whatever it is, it is an object.
  private static Class<Object> any(JavaType type) {
    return (Class<Object>) type.getRawClass();
  }

  /**
   * @throws SpecException with the first field that Kubernetes would not take, or not know
   */
  static <T> T read(Fields object, Class<T> type) {
    of(type).fields().forEach(object::read);
    object.refuseOthers();
    for (String name : REQUIRED.getOrDefault(type, List.of())) {
      if (!object.has(name)) {
        throw object.wrong(name, "is missing; Kubernetes needs it here");
      }
    }
    RULES.getOrDefault(type, fields -> {}).accept(object);
    return JSON.convertValue(object.tree(), type);
  }

  private static FieldType<?> words(String... words) {
    return new FieldType.Text(
        "WORD",
        (path, text) -> {
          if (!List.of(words).contains(text)) {
            throw new SpecException(
                path, "is \"" + text + "\"; write one of " + String.join(", ", words));
          }
        });
  }

  /** {@code ValidateTolerations} of Kubernetes. */
  private static void toleration(Fields toleration) {
    boolean exists = toleration.text("operator").filter("Exists"::equals).isPresent();
    if (!exists && toleration.text("key").isEmpty()) {
      throw toleration.wrong("key", "is missing; write it, or `operator: Exists` for every taint");
    }
    if (exists && toleration.has("value")) {
      throw toleration.wrong(
          "value", "does not go with `operator: Exists`; write one or the other");
    }
    if (toleration.has("tolerationSeconds")
        && toleration.text("effect").filter("NoExecute"::equals).isEmpty()) {
      throw toleration.wrong("tolerationSeconds", "goes only with `effect: NoExecute`");
    }
  }

  /** One without any term, or an empty term, would match no node at all. */
  private static void nodeSelector(Fields selector) {
    String name = "nodeSelectorTerms";
    List<Fields> terms = selector.mappings(name);
    if (terms.isEmpty()) {
      throw selector.wrong(name, "is empty; write at least one term");
    }
    for (int i = 0; i < terms.size(); i++) {
      Fields term = terms.get(i);
      if (term.mappings("matchExpressions").isEmpty() && term.mappings("matchFields").isEmpty()) {
        throw selector.wrong(
            name + "[" + i + "]",
            "is empty, which no node matches; write matchExpressions or matchFields");
      }
    }
  }

  private static void requirement(Fields requirement) {
    String operator = requirement.text("operator").orElseThrow();
    List<String> values = requirement.texts("values");
    String with = "with `operator: " + operator + "`";
    Optional<String> wanted =
        switch (operator) {
          case "Exists", "DoesNotExist" ->
              values.isEmpty() ? Optional.empty() : Optional.of("must be left out " + with);
          case "Gt", "Lt" ->
              values.size() == 1 && INTEGER.matcher(values.get(0)).matches()
                  ? Optional.empty()
                  : Optional.of("must be one whole number " + with + ", such as [\"5\"]");
          default ->
              values.isEmpty() ? Optional.of("needs at least one value " + with) : Optional.empty();
        };
    wanted.ifPresent(
        words -> {
          throw requirement.wrong("values", words);
        });
  }
}
