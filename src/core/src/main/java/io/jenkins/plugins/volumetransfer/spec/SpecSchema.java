package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The spec as a JSON Schema (draft 2020-12), for editors. It knows the fields and their types, and
 * not the rules between them.
 */
public final class SpecSchema implements FieldType.Visitor<ObjectNode> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SpecSchema() {}

  public static ObjectNode schema() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "What Volume Transfer copies, and how");
    schema.setAll(
        mapping(Catalogue.sections().stream().flatMap(each -> each.fields().stream()).toList()));
    return schema;
  }

  private static ObjectNode mapping(List<SpecField<?>> fields) {
    ObjectNode mapping = type("object");
    ObjectNode properties = mapping.putObject("properties");
    for (SpecField<?> field : fields) {
      ObjectNode property = field.type().accept(new SpecSchema());
      String words = field.words(name -> name);
      if (!words.isEmpty()) {
        property.put("description", words);
      }
      properties.set(field.name(), property);
    }
    mapping.put("additionalProperties", false);
    return mapping;
  }

  private static ObjectNode list(ObjectNode items) {
    ObjectNode list = type("array");
    list.set("items", items);
    return list;
  }

  private static ObjectNode type(String name) {
    return JSON.objectNode().put("type", name);
  }

  @Override
  public ObjectNode flag(FieldType.Flag type) {
    return type("boolean").put("default", type.otherwise());
  }

  @Override
  public ObjectNode text(FieldType.Text type) {
    return type("string");
  }

  @Override
  public ObjectNode texts(FieldType.Texts type) {
    return list(type("string"));
  }

  @Override
  public ObjectNode textMap(FieldType.TextMap type) {
    ObjectNode map = type("object");
    // A plain number or flag counts as a text.
    ArrayNode types = map.putObject("additionalProperties").putArray("type");
    List.of("string", "number", "boolean").forEach(types::add);
    return map;
  }

  @Override
  public ObjectNode number(FieldType.Number type) {
    ObjectNode number = type("integer").put("minimum", type.min()).put("maximum", type.max());
    type.otherwise().ifPresent(value -> number.put("default", value));
    return number;
  }

  @Override
  public ObjectNode numbers(FieldType.Numbers type) {
    return list(type("integer").put("minimum", type.min()).put("maximum", type.max()));
  }

  @Override
  public ObjectNode seconds(FieldType.Seconds type) {
    ObjectNode number = type("integer").put("minimum", type.min()).put("maximum", type.max());
    type.otherwise().ifPresent(value -> number.put("default", value.toSeconds()));
    return number;
  }

  @Override
  public ObjectNode choice(FieldType.Choice<?> type) {
    ObjectNode choice = JSON.objectNode();
    type.words().forEach(choice.putArray("enum")::add);
    return choice.put("default", type.otherwise().name());
  }

  @Override
  public ObjectNode mapping(FieldType.Mapping type) {
    return mapping(type.fields().fields());
  }

  @Override
  public ObjectNode mappings(FieldType.Mappings type) {
    return list(mapping(type.fields().fields()));
  }

  @Override
  public ObjectNode kubernetesObject(FieldType.KubernetesObject<?> type) {
    return mapping(type.fields().fields());
  }

  @Override
  public ObjectNode kubernetesObjects(FieldType.KubernetesObjects<?> type) {
    return list(mapping(type.fields().fields()));
  }
}
