package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;

/** Between JSON trees, their text and fabric8's types. */
public final class Json {

  private static final ObjectMapper TREES = new ObjectMapper();
  private static final KubernetesSerialization TYPES = new KubernetesSerialization();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return TREES.createObjectNode();
  }

  /** A tree as one of fabric8's types. */
  public static <T> T as(JsonNode tree, Class<T> type) {
    return TYPES.convertValue(tree, type);
  }

  /** One of fabric8's types as a tree. */
  public static ObjectNode tree(Object value) {
    return TYPES.convertValue(value, ObjectNode.class);
  }

  static JsonNode parse(byte[] text) throws IOException {
    return TREES.readTree(text);
  }

  static JsonNode parse(String text) {
    try {
      return TREES.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
