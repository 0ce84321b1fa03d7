package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields of a step or an option that Jenkins fills, under their names in the spec: those that
 * are public. They are null while nobody wrote them; what is empty counts as not written, as forms
 * send each field.
 */
final class WrittenFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WrittenFields() {}

  static List<Field> of(Class<?> type) {
    return Stream.of(type.getFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .toList();
  }

  static ObjectNode tree(Object owner) {
    ObjectNode tree = JSON.createObjectNode();
    for (Field field : of(owner.getClass())) {
      Object value = value(field, owner);
      if (!isEmpty(value)) {
        tree.set(field.getName(), node(field, value));
      }
    }
    return tree;
  }

  static Object value(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  static void set(Field field, Object owner, Object value) {
    try {
      field.set(owner, value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  static boolean isEmpty(Object value) {
    return value == null
        || value instanceof String text && text.isBlank()
        || value instanceof Collection<?> all && all.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty()
        || value instanceof Option option && option.tree().isEmpty();
  }

  private static JsonNode node(Field field, Object value) {
    if (value instanceof Option option) {
      return option.tree();
    }
    if (value instanceof List<?> all) {
      return JSON.createArrayNode().addAll(all.stream().map(each -> node(field, each)).toList());
    }
    boolean map = field.getType() == Object.class;
    return JSON.valueToTree(map ? Arguments.map(field.getName(), value) : value);
  }
}
