package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that somebody wrote, under their names in the spec. What is empty counts as not
 * written, as forms send each field.
 */
final class WrittenFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  void put(String name, Object value) {
    if (isEmpty(value)) {
      fields.remove(name);
    } else {
      fields.put(name, value);
    }
  }

  private static boolean isEmpty(Object value) {
    return value == null
        || value instanceof String text && text.isBlank()
        || value instanceof Collection<?> all && all.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty()
        || value instanceof Option option && option.tree().isEmpty();
  }

  /** As it was written, or what stands for nothing. */
  @SuppressWarnings("unchecked")
  <T> T get(String name, T otherwise) {
    return (T) fields.getOrDefault(name, otherwise);
  }

  ObjectNode tree() {
    ObjectNode tree = JSON.createObjectNode();
    fields.forEach((name, value) -> tree.set(name, node(value)));
    return tree;
  }

  private static JsonNode node(Object value) {
    if (value instanceof Option option) {
      return option.tree();
    }
    if (value instanceof List<?> all) {
      return JSON.createArrayNode().addAll(all.stream().map(WrittenFields::node).toList());
    }
    return JSON.valueToTree(value);
  }
}
