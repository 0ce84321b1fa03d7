package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes of a valid text, as people, editors, templates and enemies make them. */
public final class Mutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> PIECES =
      List.of(
          "\t",
          "\n",
          "\r",
          "\0",
          "\u001b",
          "\ufeff",
          "\u2028",
          "ü",
          "😀",
          "'",
          "\"",
          "*",
          "&a ",
          "*a",
          "!!binary ",
          "!x ",
          "|",
          ">",
          "%",
          "@",
          "`",
          "#",
          " #",
          ": ",
          "- ",
          "---\n",
          "...",
          "{",
          "}",
          "[",
          "]",
          ",",
          "<<: ",
          "? ",
          "~",
          "null",
          "true",
          "1e999",
          "0x10",
          "-1",
          ".nan",
          "9223372036854775808",
          "$(id)",
          "\\",
          "/",
          "../",
          "://",
          "[::1]",
          "a".repeat(300));

  private final Random random;

  public Mutations(Random random) {
    this.random = random;
  }

  /** A few changes, of the text or of its fields; seldom none. */
  public byte[] of(String valid) {
    String text = valid;
    if (random.nextBoolean()) {
      JsonNode tree = SpecReader.tree(valid).deepCopy();
      for (int i = random.nextInt(3); i >= 0; i--) {
        change(tree);
      }
      text = tree.toString();
    }
    if (random.nextInt(4) == 0) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes = spliced(bytes);
    }
    return bytes;
  }

  private byte[] spliced(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(random.nextInt(8) == 0 ? 200 : 4));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, from);
    switch (random.nextInt(4)) {
      case 0 -> all.write(random.nextInt(256));
      case 1 -> all.writeBytes(piece().getBytes(StandardCharsets.UTF_8));
      case 2 -> all.write(bytes, from, to - from);
      default -> {
        // What was there is left out.
      }
    }
    all.write(bytes, to, bytes.length - to);
    return all.toByteArray();
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private void change(JsonNode tree) {
    List<JsonNode> places = new ArrayList<>();
    collect(tree, places);
    JsonNode place = places.get(random.nextInt(places.size()));
    if (place instanceof ObjectNode fields) {
      List<String> names = new ArrayList<>();
      fields.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(4)) {
        case 0 -> fields.remove(name);
        case 1 -> fields.set(name + piece(), value());
        default -> fields.set(name, changed(fields.get(name)));
      }
    } else if (place instanceof ArrayNode list) {
      if (list.isEmpty() || random.nextBoolean()) {
        list.add(list.isEmpty() ? value() : list.get(0).deepCopy());
      } else {
        list.set(random.nextInt(list.size()), value());
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }

  private JsonNode changed(JsonNode value) {
    if (value != null && value.isTextual() && random.nextBoolean()) {
      String text = value.textValue();
      int at = random.nextInt(text.length() + 1);
      return NODES.textNode(text.substring(0, at) + piece() + text.substring(at));
    }
    return value();
  }

  private JsonNode value() {
    return switch (random.nextInt(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(random.nextDouble());
      case 4 -> NODES.objectNode();
      case 5 -> NODES.arrayNode();
      case 6 -> NODES.textNode("");
      case 7 -> NODES.arrayNode().add(NODES.objectNode().put("name", piece()));
      default -> NODES.textNode(piece());
    };
  }
}
