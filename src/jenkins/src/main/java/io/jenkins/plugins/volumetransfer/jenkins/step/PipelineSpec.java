package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.jenkins.credentials.CredentialAccess;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.List;
import java.util.Optional;

/**
 * A spec as a Pipeline writes it: the fields of docs/spec.md, but clusters by their credentials.
 *
 * @param text all of it, as YAML or JSON
 * @param destination where nothing is said of it: as the source
 * @param spec the same, valid; its clusters are only names of credentials
 */
record PipelineSpec(
    String text, CredentialAccess source, CredentialAccess destination, TransferSpec spec) {
  /**
   * @param text what {@link #text} was
   */
  static PipelineSpec of(String text) {
    return of((ObjectNode) SpecReader.tree(text));
  }

  /**
   * @throws SpecException with the first field that is wrong
   */
  static PipelineSpec of(ObjectNode tree) {
    ObjectNode rest = tree.deepCopy();
    CredentialAccess source =
        access(rest, "source")
            .orElseThrow(
                () ->
                    new SpecException(
                        "source.kubeconfigId", "is missing; " + CredentialAccess.HINT));
    CredentialAccess destination = access(rest, "destination").orElse(source);
    name(rest, "source", source);
    name(rest, "destination", destination);
    return new PipelineSpec(tree.toString(), source, destination, SpecReader.read(rest));
  }

  /** What to do, in the words of this step. */
  StepAdvice advice() {
    return new StepAdvice(source, destination);
  }

  /** Where a run of it makes something. */
  List<String> namespaces(Side side) {
    return spec.all()
        .map(all -> List.of(side == Side.SOURCE ? all.from() : all.to()))
        .orElseGet(
            () ->
                spec.volumes().stream()
                    .map(pair -> side == Side.SOURCE ? pair.from() : pair.to())
                    .map(ClaimRef::namespace)
                    .distinct()
                    .toList());
  }

  /** The same with the volumes that {@code all} stood for. */
  PipelineSpec naming(List<VolumePair> volumes) {
    ObjectNode tree = (ObjectNode) SpecReader.tree(text);
    tree.remove(List.of("all", "selector", "excludeClaims"));
    ArrayNode named = tree.putArray("volumes");
    for (VolumePair pair : volumes) {
      named
          .addObject()
          .put("from", pair.from().namespace() + "/" + pair.from().claim())
          .put("to", pair.to().namespace() + "/" + pair.to().claim());
    }
    return of(tree);
  }

  private static Optional<CredentialAccess> access(ObjectNode tree, String side) {
    // What is no mapping is told by SpecReader.
    return tree.get(side) instanceof ObjectNode fields
        ? CredentialAccess.read(side, fields)
        : Optional.empty();
  }

  /** In the place of a kubeconfig's path. */
  private static void name(ObjectNode tree, String side, CredentialAccess access) {
    if (tree.hasNonNull(side) && !(tree.get(side) instanceof ObjectNode)) {
      return;
    }
    ObjectNode fields = tree.withObjectProperty(side);
    fields.remove(CredentialAccess.FIELDS);
    if (access instanceof CredentialAccess.InCluster) {
      fields.put("inCluster", true);
    } else {
      fields.put("kubeconfig", access.text());
    }
  }
}
