package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A spec's YAML (or JSON) text; what is wrong with it is told by line and column. */
final class SpecText {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // The builder forgets this default: a field without a value would be "".
                  .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private SpecText() {}

  static JsonNode tree(String yaml) {
    return document(yaml)
        .orElseThrow(() -> new SpecException("", "the file is empty; it needs at least `volumes`"));
  }

  /**
   * @return empty: nothing is written
   * @throws SpecException if it is more than one document, or has an alias
   */
  static Optional<JsonNode> document(String yaml) {
    try {
      refuseAliases(yaml);
      return Optional.ofNullable(YAML.readTree(yaml))
          .filter(tree -> !tree.isMissingNode() && !tree.isNull());
    } catch (JsonProcessingException e) {
      throw new SpecException("", "not valid YAML: " + problem(e));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be read", e);
    }
  }

  /** Jackson's tree has an alias's name in the place of what it stands for. */
  private static void refuseAliases(String yaml) throws IOException {
    try (YAMLParser parser = ((YAMLFactory) YAML.getFactory()).createParser(yaml)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw new SpecException(
              "",
              at(parser.currentTokenLocation())
                  + "is an alias (*"
                  + parser.getText()
                  + "); write the value itself");
        }
      }
    }
  }

  /** Where and what; the parser's own first line only says what it was doing at the time. */
  private static String problem(JsonProcessingException error) {
    if (error.getCause() instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      return "line "
          + (mark.getLine() + 1)
          + ", column "
          + (mark.getColumn() + 1)
          + ": "
          + marked.getProblem();
    }
    if (error instanceof MismatchedInputException) {
      return at(error.getLocation()) + "a second document begins; write one";
    }
    String words = error.getOriginalMessage().lines().findFirst().orElse("");
    // What the parser shows then is its own event, with the value of a field in it.
    return at(error.getLocation()) + words.replaceFirst(",? got this instead.*", "");
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }
}
