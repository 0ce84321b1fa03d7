package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The list objects that a collection is answered with. */
final class Listing {

  private Listing() {}

  static JsonNode of(ResourcePath path, List<ObjectNode> objects, long version) {
    ObjectNode list = Json.object();
    String apiVersion =
        path.group().isEmpty() ? path.version() : path.group() + "/" + path.version();
    list.put("apiVersion", apiVersion).put("kind", Discovery.kind(path) + "List");
    list.putObject("metadata").put("resourceVersion", String.valueOf(version));
    ArrayNode items = list.putArray("items");
    objects.forEach(items::add);
    return list;
  }
}
