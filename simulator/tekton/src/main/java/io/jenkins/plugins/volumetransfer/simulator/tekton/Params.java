package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The params of a Task, a StepAction or a Pipeline. A param without {@code type} has that of its
 * default, else string; one that was given and is not declared is passed over (pkg/reconciler/
 * taskrun/validate_taskrun.go).
 */
final class Params {
  private static final Set<String> DECLARED =
      Set.of("name", "type", "description", "default", "properties", "enum");

  private Params() {}

  /**
   * @param where for errors, for instance {@code TaskRun copy}
   * @param declared a list of {@code name}, {@code type}, {@code default}
   * @param given a list of {@code name} and {@code value}
   * @throws NotRunnable if one is missing or has another type
   */
  static Variables of(String where, JsonNode declared, JsonNode given) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    given.forEach(each -> values.put(each.path("name").asText(), each.path("value")));
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (JsonNode param : declared) {
      String name = param.path("name").asText();
      Documents.requireKnown("param " + name, param, DECLARED);
      JsonNode value = values.getOrDefault(name, param.path("default"));
      if (value.isMissingNode()) {
        missing.add(name);
      } else {
        requireType(where, param, value);
        put(variables, "params." + name, value(param, value));
      }
    }
    if (!missing.isEmpty()) {
      throw new NotRunnable(
          where, "missing values for these params which have no default values: " + missing);
    }
    return new Variables(variables);
  }

  /** Keys of an object that were not given have their default. */
  private static JsonNode value(JsonNode param, JsonNode value) {
    if (value.isObject() && param.path("default") instanceof ObjectNode standard) {
      return standard.deepCopy().setAll((ObjectNode) value);
    }
    return value;
  }

  private static void put(Map<String, JsonNode> variables, String name, JsonNode value) {
    variables.put(name, value);
    if (value.isArray()) {
      for (int index = 0; index < value.size(); index++) {
        variables.put(name + "[" + index + "]", value.get(index));
      }
    }
    value.properties().forEach(key -> variables.put(name + "." + key.getKey(), key.getValue()));
  }

  private static void requireType(String where, JsonNode param, JsonNode value) {
    String type = param.path("type").asText(type(param.path("default")));
    if (!type.equals(type(value))) {
      throw new NotRunnable(
          where,
          "param %s is declared as %s and was given as %s; write a value of type %s"
              .formatted(param.path("name").asText(), type, type(value), type));
    }
    JsonNode allowed = param.path("enum");
    if (allowed.isArray()
        && StreamSupport.stream(allowed.spliterator(), false).noneMatch(value::equals)) {
      throw new NotRunnable(
          where, "param %s has to be one of %s".formatted(param.path("name").asText(), allowed));
    }
  }

  /** A number or a boolean that is not quoted is no string for Tekton's API. */
  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case OBJECT -> "object";
      case STRING, MISSING -> "string";
      default -> value.getNodeType().toString().toLowerCase(Locale.ROOT);
    };
  }
}
