package io.jenkins.plugins.volumetransfer.spec;

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
      property.put("description", field.words(name -> name));
      properties.set(field.name(), property);
    }
    mapping.put("additionalProperties", false);
    return mapping;
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
    ObjectNode list = type("array");
    list.set("items", type("string"));
    return list;
  }

  @Override
  public ObjectNode textMap(FieldType.TextMap type) {
    ObjectNode map = type("object");
    // A plain number counts as a text.
    map.putObject("additionalProperties").putArray("type").add("string").add("number");
    return map;
  }

  @Override
  public ObjectNode number(FieldType.Number type) {
    ObjectNode number = type("integer").put("minimum", type.min()).put("maximum", type.max());
    type.otherwise().ifPresent(value -> number.put("default", value));
    return number;
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
    ObjectNode list = type("array");
    list.set("items", mapping(type.fields().fields()));
    return list;
  }
}
