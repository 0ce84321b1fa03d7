package io.jenkins.plugins.volumetransfer.cli.input;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code --from} and {@code --to}, paired in their order, as entries of {@code volumes}. */
record ClaimPairs(List<String> from, List<String> to) {

  static ClaimPairs of(List<String> from, List<String> to) {
    if (from.isEmpty() && !to.isEmpty()) {
      throw new BadInput("--to " + to.get(0) + " has no --from; give one --from for each --to");
    }
    if (!to.isEmpty() && from.size() != to.size()) {
      throw new BadInput(
          "there are %s --from and %s --to; give one --to for each --from, in the same order"
              .formatted(from.size(), to.size()));
    }
    return new ClaimPairs(from, to);
  }

  /** They take the place of all volumes of a file. */
  void layOver(SpecTree tree) {
    if (from.isEmpty()) {
      return;
    }
    if (to.isEmpty() && !tree.has("destination.namespace")) {
      throw new BadInput(
          "--to is missing; give one for each --from, or --destination-namespace for claims of"
              + " the same names");
    }
    ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < from.size(); i++) {
      ObjectNode volume = volumes.addObject();
      String path = "volumes[" + i + "]";
      tree.comesFrom(path, SpecFlags.FROM + " " + from.get(i));
      put(volume, "from", from.get(i), tree, path, SpecFlags.FROM);
      if (to.isEmpty()) {
        // The default of a claim that came from --from.
        tree.comesFrom(path + ".to", SpecFlags.FROM + " " + from.get(i));
      } else {
        put(volume, "to", to.get(i), tree, path, SpecFlags.TO);
      }
    }
    tree.set(List.of("volumes"), volumes, SpecFlags.FROM);
  }

  private static void put(
      ObjectNode volume, String field, String text, SpecTree tree, String path, String flag) {
    int colon = text.indexOf(':');
    volume.put(field, colon < 0 ? text : text.substring(0, colon));
    tree.comesFrom(path + "." + field, flag + " " + text);
    if (colon >= 0) {
      volume.put(field + "Path", text.substring(colon + 1));
      tree.comesFrom(path + "." + field + "Path", flag + " " + text);
    }
  }
}
