package io.jenkins.plugins.volumetransfer.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.Units;
import java.util.function.Function;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a field is set to by what was given.
 *
 * @param flag as messages name it
 * @param given made by {@link FlagOption}
 */
record FlagValue(String flag, OptionSpec given) implements FieldType.Visitor<JsonNode> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public JsonNode flag(FieldType.Flag type) {
    return JSON.booleanNode(given.getValue());
  }

  @Override
  public JsonNode text(FieldType.Text type) {
    return JSON.textNode(given.getValue());
  }

  @Override
  public JsonNode texts(FieldType.Texts type) {
    return each(JSON::textNode);
  }

  @Override
  public JsonNode textMap(FieldType.TextMap type) {
    ObjectNode map = JSON.objectNode();
    for (String entry : given.originalStringValues()) {
      int equals = entry.indexOf('=');
      if (equals < 1) {
        throw wrong("is \"" + entry + "\"; write " + given.paramLabel());
      }
      String name = entry.substring(0, equals);
      if (map.has(name)) {
        throw wrong("has \"" + name + "\" twice; write it once");
      }
      map.put(name, entry.substring(equals + 1));
    }
    return map;
  }

  @Override
  public JsonNode number(FieldType.Number type) {
    return number((String) given.getValue());
  }

  @Override
  public JsonNode numbers(FieldType.Numbers type) {
    return each(this::number);
  }

  @Override
  public JsonNode seconds(FieldType.Seconds type) {
    String text = given.getValue();
    return JSON.numberNode(
        Units.duration(text)
            .orElseThrow(
                () ->
                    wrong(
                        "is \""
                            + text
                            + "\"; write a number of seconds, or one with a unit, such as 90s,"
                            + " 15m, 4h or 2d"))
            .toSeconds());
  }

  @Override
  public JsonNode choice(FieldType.Choice<?> type) {
    return JSON.textNode(given.getValue());
  }

  @Override
  public JsonNode mapping(FieldType.Mapping type) {
    throw new IllegalArgumentException(flag);
  }

  @Override
  public JsonNode mappings(FieldType.Mappings type) {
    throw new IllegalArgumentException(flag);
  }

  @Override
  public JsonNode kubernetesObject(FieldType.KubernetesObject<?> type) {
    return yaml(given.getValue());
  }

  @Override
  public JsonNode kubernetesObjects(FieldType.KubernetesObjects<?> type) {
    return each(this::yaml);
  }

  private JsonNode each(Function<String, JsonNode> value) {
    ArrayNode array = JSON.arrayNode();
    given.originalStringValues().forEach(text -> array.add(value.apply(text)));
    return array;
  }

  private JsonNode number(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw wrong("is \"" + text + "\", not a whole number");
    }
    return JSON.numberNode(Long.parseLong(text));
  }

  private JsonNode yaml(String text) {
    try {
      return SpecReader.document(text)
          .orElseThrow(() -> wrong("is empty; write a mapping in YAML"));
    } catch (SpecException e) {
      throw wrong(e.getMessage());
    }
  }

  private BadInput wrong(String problem) {
    return new BadInput(flag + ": " + problem);
  }
}
