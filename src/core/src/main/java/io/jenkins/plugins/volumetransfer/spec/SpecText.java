package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A spec's YAML (or JSON) text; what is wrong with it is told by line and column. */
final class SpecText {
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // The builder forgets this default: a field without a value would be "".
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();

  /** The parser takes longer with the square of a line's length, and more than this it refuses. */
  private static final int MIB_MAX = 3;

  private SpecText() {}

  static JsonNode tree(String yaml) {
    return document(yaml)
        .orElseThrow(() -> new SpecException("", "the file is empty; it needs at least `volumes`"));
  }

  /**
   * @return empty: nothing is written
   * @throws SpecException if it is longer than 3 Mi characters, more than one document, or has an
   *     alias
   */
  static Optional<JsonNode> document(String yaml) {
    if (yaml.length() > MIB_MAX << 20) {
      throw new SpecException("", "the text is larger than " + MIB_MAX + " MiB");
    }
    try {
      return Optional.of(written(yaml)).filter(tree -> !tree.isMissingNode() && !tree.isNull());
    } catch (JsonProcessingException e) {
      throw new SpecException("", "not valid YAML: " + problem(e));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be read", e);
    }
  }

  private static JsonNode written(String yaml) throws IOException {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      if (parser.nextToken() == null) {
        return MissingNode.getInstance();
      }
      JsonNode tree = WrittenTree.read(parser);
      if (parser.nextToken() != null) {
        throw new SpecException(
            "",
            "not valid YAML: "
                + at(parser.currentTokenLocation())
                + "a second document begins; write one");
      }
      return tree;
    }
  }

  /** Where and what; the parser's own first line only says what it was doing at the time. */
  private static String problem(JsonProcessingException error) {
    if (error.getCause() instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      return "line %s, column %s: %s"
          .formatted(mark.getLine() + 1, mark.getColumn() + 1, marked.getProblem());
    }
    String words = error.getOriginalMessage().lines().findFirst().orElse("");
    // What the parser shows then is its own event, with the value of a field in it.
    return at(error.getLocation())
        + words.replaceFirst(",? got this instead.*|: failed to tokenize.*", "");
  }

  static String at(JsonLocation location) {
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }
}
