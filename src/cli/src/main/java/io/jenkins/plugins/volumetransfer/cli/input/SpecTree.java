package io.jenkins.plugins.volumetransfer.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A spec as a tree, with flags laid over it, that remembers which field came from which flag. */
final class SpecTree {
  private final JsonNode root;
  private final String file;
  private final Map<String, String> flags = new HashMap<>();

  private SpecTree(JsonNode root, String file) {
    this.root = root;
    this.file = file;
  }

  static SpecTree empty() {
    return new SpecTree(JsonNodeFactory.instance.objectNode(), "");
  }

  /**
   * @param file its name, for messages
   */
  static SpecTree of(String yaml, String file) {
    try {
      return new SpecTree(SpecReader.tree(yaml), file);
    } catch (SpecException e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }

  /** Whether there is a text in the field, from the file or from a flag. */
  boolean has(String field) {
    return root.at("/" + field.replace('.', '/')).isTextual();
  }

  /** Whether there is anything about what to copy; of what is no spec at all the reader tells. */
  boolean saysWhat() {
    return !root.isObject() || root.has("volumes") || root.has("all");
  }

  /** Whether the image of both sides is named. */
  boolean saysImage() {
    return has("image") || has("pods.image");
  }

  /**
   * Where the file's own structure does not admit the field, the reader will say so.
   *
   * @param names from the whole down to the field
   */
  void set(List<String> names, JsonNode value, String flag) {
    int last = names.size() - 1;
    Optional<ObjectNode> parent = asMapping(root);
    for (String name : names.subList(0, last)) {
      parent = parent.flatMap(node -> child(node, name));
    }
    parent.ifPresent(
        node -> {
          node.set(names.get(last), value);
          flags.put(String.join(".", names), flag);
        });
  }

  /** So that messages about the field name the flag. */
  void comesFrom(String field, String flag) {
    flags.put(field, flag);
  }

  private static Optional<ObjectNode> child(ObjectNode node, String name) {
    JsonNode child = node.path(name);
    return child.isMissingNode() || child.isNull()
        ? Optional.of(node.putObject(name))
        : asMapping(child);
  }

  private static Optional<ObjectNode> asMapping(JsonNode node) {
    return node instanceof ObjectNode mapping ? Optional.of(mapping) : Optional.empty();
  }

  TransferSpec read() {
    try {
      return SpecReader.read(root);
    } catch (SpecException e) {
      throw new BadInput(inUsersWords(e));
    }
  }

  private String inUsersWords(SpecException error) {
    String field = error.field();
    return flags.keySet().stream()
        .filter(laid -> (field + ".").startsWith(laid + ".") || field.startsWith(laid + "["))
        .max(Comparator.comparingInt(String::length))
        .map(laid -> flags.get(laid) + entry(error.getMessage().substring(laid.length())))
        .orElseGet(() -> (file.isEmpty() ? "" : file + ": ") + error.getMessage());
  }

  /** Of a list that came from a flag the number says nothing, of a mapping the name does. */
  private static String entry(String rest) {
    return rest.replaceFirst("^\\[\\d+]", "").replaceFirst("^\\.", " ");
  }
}
