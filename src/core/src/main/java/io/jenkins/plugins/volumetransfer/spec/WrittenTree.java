package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigInteger;

/**
 * A tree whose numbers and flags know how they were written: YAML takes {@code no} for false and
 * {@code 0012} for ten, and whoever meant a name has to be told of the name.
 */
final class WrittenTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private WrittenTree() {}

  /**
   * @param parser at the first token of a value; afterwards at its last
   * @throws SpecException if there is an alias, which has no value of its own here
   */
  static JsonNode read(YAMLParser parser) throws IOException {
    if (parser.isCurrentAlias()) {
      throw new SpecException(
          "",
          "%sis an alias (*%s); write the value itself"
              .formatted(SpecText.at(parser.currentTokenLocation()), parser.getText()));
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser);
      case START_ARRAY -> list(parser);
      case VALUE_TRUE, VALUE_FALSE -> new Flag(parser.getBooleanValue(), parser.getText());
      case VALUE_NUMBER_INT -> new Whole(parser.getBigIntegerValue(), parser.getText());
      case VALUE_NUMBER_FLOAT -> new Fraction(parser.getDoubleValue(), parser.getText());
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(parser.getText());
    };
  }

  private static ObjectNode mapping(YAMLParser parser) throws IOException {
    ObjectNode mapping = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      mapping.set(name, read(parser));
    }
    return mapping;
  }

  private static ArrayNode list(YAMLParser parser) throws IOException {
    ArrayNode list = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(parser));
    }
    return list;
  }

  private static final class Flag extends BooleanNode {
    private final String written;

    Flag(boolean value, String written) {
      super(value);
      this.written = written;
    }

    @Override
    public String asText() {
      return written;
    }
  }

  private static final class Whole extends BigIntegerNode {
    private final String written;

    Whole(BigInteger value, String written) {
      super(value);
      this.written = written;
    }

    @Override
    public String asText() {
      return written;
    }
  }

  private static final class Fraction extends DoubleNode {
    private final String written;

    Fraction(double value, String written) {
      super(value);
      this.written = written;
    }

    @Override
    public String asText() {
      return written;
    }
  }
}
