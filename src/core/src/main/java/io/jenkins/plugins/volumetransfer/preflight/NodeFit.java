package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.jenkins.plugins.volumetransfer.spec.PodOverrides;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the scheduler would put pods on a node, by its name and labels. Pure. */
record NodeFit(String node, Map<String, String> labels) {
  /** Whether it matters to these pods which node it is. */
  static boolean asks(PodOverrides pods) {
    return !pods.nodeSelector().isEmpty() || !required(pods).isEmpty();
  }

  /** What is asked of a node that this one does not have, as half a sentence. */
  Optional<String> obstacle(PodOverrides pods) {
    Optional<String> lacking =
        pods.nodeSelector().entrySet().stream()
            .filter(each -> !each.getValue().equals(labels.get(each.getKey())))
            .map(each -> each.getKey() + "=" + each.getValue())
            .findFirst()
            .map(label -> "that node lacks the label " + label + " of `pods.nodeSelector`");
    List<NodeSelectorTerm> terms = required(pods);
    return lacking.isPresent() || terms.isEmpty() || terms.stream().anyMatch(this::matches)
        ? lacking
        : Optional.of("that node is none of those that `pods.affinity.nodeAffinity` requires");
  }

  private static List<NodeSelectorTerm> required(PodOverrides pods) {
    return pods.affinity()
        .map(Affinity::getNodeAffinity)
        .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
        .map(NodeSelector::getNodeSelectorTerms)
        .orElse(List.of());
  }

  private boolean matches(NodeSelectorTerm term) {
    return term.getMatchExpressions().stream().allMatch(each -> matches(each, labels))
        && term.getMatchFields().stream()
            .allMatch(each -> matches(each, Map.of("metadata.name", node)));
  }

  private static boolean matches(NodeSelectorRequirement wanted, Map<String, String> there) {
    Optional<String> value = Optional.ofNullable(there.get(wanted.getKey()));
    boolean listed = value.filter(wanted.getValues()::contains).isPresent();
    return switch (wanted.getOperator()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> value.isPresent();
      case "DoesNotExist" -> value.isEmpty();
      default -> value.flatMap(NodeFit::number).filter(each -> isBeyond(wanted, each)).isPresent();
    };
  }

  /** Of the operators Gt and Lt. */
  private static boolean isBeyond(NodeSelectorRequirement wanted, BigInteger number) {
    int order = number(wanted.getValues().get(0)).map(number::compareTo).orElse(0);
    return wanted.getOperator().equals("Gt") ? order > 0 : order < 0;
  }

  private static Optional<BigInteger> number(String text) {
    try {
      return Optional.of(new BigInteger(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
