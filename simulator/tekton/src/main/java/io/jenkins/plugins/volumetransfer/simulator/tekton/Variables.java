package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for {@code $(...)}, by name. A string stands anywhere in a text; an array only as a
 * whole item of a list, where its items take its place ({@code $(params.x[*])}; pkg/substitution);
 * a name that is not known stays as it is, as it may be Kubernetes' own {@code $(NAME)} of a
 * container's environment.
 *
 * @param values by the name in dots, for instance {@code params.image}; strings, arrays, objects
 */
record Variables(Map<String, JsonNode> values) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([a-zA-Z][^()$\\s]*)\\)");

  /** {@code params["x"]} and {@code params['x']} are {@code params.x}; docs/variables.md. */
  private static final Pattern QUOTED = Pattern.compile("\\[(?:\"([^\"]+)\"|'([^']+)')\\]");

  private static final String WHOLE = "[*]";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static final Variables NONE = new Variables(Map.of());

  Variables {
    values = Map.copyOf(values);
  }

  static Variables ofTexts(Map<String, String> texts) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    texts.forEach((name, text) -> values.put(name, TextNode.valueOf(text)));
    return new Variables(values);
  }

  /** Those of {@code more} win. */
  Variables and(Variables more) {
    Map<String, JsonNode> both = new LinkedHashMap<>(values);
    both.putAll(more.values);
    return new Variables(both);
  }

  String in(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    value(found.group(1))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .orElse(found.group())));
  }

  /** A copy of the tree with everything put in; names of fields stay as they are. */
  JsonNode in(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      ObjectNode copy = JSON.objectNode();
      object.properties().forEach(field -> copy.set(field.getKey(), in(field.getValue())));
      return copy;
    }
    if (tree instanceof ArrayNode array) {
      ArrayNode copy = JSON.arrayNode();
      array.forEach(item -> items(item).forEach(copy::add));
      return copy;
    }
    return tree.isTextual() ? one(tree.asText()) : tree;
  }

  private List<JsonNode> items(JsonNode item) {
    JsonNode value = in(item);
    if (item.isTextual() && value.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      value.forEach(items::add);
      return items;
    }
    return List.of(value);
  }

  private JsonNode one(String text) {
    Matcher alone = REFERENCE.matcher(text);
    if (alone.matches()) {
      Optional<JsonNode> value = value(alone.group(1));
      if (value.isPresent()) {
        return value.get();
      }
    }
    return TextNode.valueOf(in(text));
  }

  private Optional<JsonNode> value(String reference) {
    String name = name(reference);
    return Optional.ofNullable(
        values.get(
            name.endsWith(WHOLE) ? name.substring(0, name.length() - WHOLE.length()) : name));
  }

  private static String name(String reference) {
    return QUOTED
        .matcher(reference)
        .replaceAll(
            quoted ->
                Matcher.quoteReplacement(
                    "." + (quoted.group(1) == null ? quoted.group(2) : quoted.group(1))));
  }
}
