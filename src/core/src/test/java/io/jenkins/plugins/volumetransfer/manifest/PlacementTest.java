package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: a pod goes to the node of its claim, and no wish of the user's is lost by that. */
class PlacementTest {
  private static final String REQUIRED =
      "nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [%s]}}";

  @Test
  @DisplayName("without a wish the node's name is all")
  void alone() {
    assertThat(terms(Placement.onNode(pod(""), "n1"))).containsExactly(onNode(null));
  }

  @Test
  @DisplayName("each term that is enough for the scheduler asks for the node too")
  void eachTerm() {
    Pod pod =
        Placement.onNode(
            pod(
                REQUIRED.formatted(
                    "{matchExpressions: [{key: a, operator: Exists}]},"
                        + " {matchExpressions: [{key: b, operator: Exists}]}")),
            "n1");

    assertThat(terms(pod)).containsExactly(onNode("a"), onNode("b"));
  }

  @Test
  @DisplayName("all else of the affinity stays")
  void others() {
    Pod pod =
        Placement.onNode(
            pod(
                "podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey:"
                    + " zone}]}, nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution:"
                    + " [{weight: 1, preference: {matchExpressions: [{key: a, operator:"
                    + " Exists}]}}]}"),
            "n1");

    assertThat(terms(pod)).containsExactly(onNode(null));
    assertThat(pod.getSpec().getAffinity().getPodAntiAffinity()).isNotNull();
    assertThat(
            pod.getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getPreferredDuringSchedulingIgnoredDuringExecution())
        .hasSize(1);
  }

  private static Pod pod(String affinity) {
    TransferSpec spec =
        SpecReader.read("{volumes: [{from: a/b, to: c/d}], pods: {affinity: {" + affinity + "}}}");
    return SampleTransfers.manifests(spec).get(0).pod(Side.SOURCE, 1);
  }

  private static List<NodeSelectorTerm> terms(Pod pod) {
    return pod.getSpec()
        .getAffinity()
        .getNodeAffinity()
        .getRequiredDuringSchedulingIgnoredDuringExecution()
        .getNodeSelectorTerms();
  }

  private static NodeSelectorTerm onNode(String label) {
    NodeSelectorTermBuilder term =
        new NodeSelectorTermBuilder()
            .addNewMatchField()
            .withKey("metadata.name")
            .withOperator("In")
            .withValues("n1")
            .endMatchField();
    return label == null
        ? term.build()
        : term.addNewMatchExpression()
            .withKey(label)
            .withOperator("Exists")
            .endMatchExpression()
            .build();
  }
}
