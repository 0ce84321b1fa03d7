package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One tree laid over another: mappings are merged, anything else is replaced. */
final class Overlay {
  private Overlay() {}

  static ObjectNode of(ObjectNode below, ObjectNode above) {
    ObjectNode merged = below.deepCopy();
    above
        .properties()
        .forEach(
            field -> {
              boolean both =
                  field.getValue() instanceof ObjectNode
                      && merged.get(field.getKey()) instanceof ObjectNode;
              merged.set(
                  field.getKey(),
                  both
                      ? of((ObjectNode) merged.get(field.getKey()), (ObjectNode) field.getValue())
                      : field.getValue());
            });
    return merged;
  }
}
