package io.jenkins.plugins.volumetransfer.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Set;

/**
 * What two objects of a namespace have in common that an API server admits or refuses alike: all
 * but their names, those of the claims, Secrets and ConfigMaps that they mount and where, what
 * labels and environment say of a transfer, and the contents of Secrets and ConfigMaps.
 */
public record Likeness(String namespace, JsonNode shape) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Wherever they stand. */
  private static final Set<String> OF_ONE_TRANSFER =
      Set.of(
          "name",
          "claimName",
          "secretName",
          "mountPath",
          "labels",
          "matchLabels",
          "annotations",
          "selector",
          "env",
          "data",
          "stringData",
          "host");

  /** By what it has now. */
  public static Likeness of(HasMetadata object) {
    JsonNode shape = JSON.valueToTree(object);
    strip(shape);
    return new Likeness(object.getMetadata().getNamespace(), shape);
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(OF_ONE_TRANSFER);
    }
    node.forEach(Likeness::strip);
  }
}
