package io.jenkins.plugins.volumetransfer.cli.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One YAML document below {@code tekton-tasks}. */
public record CatalogDocument(Path file, JsonNode root) {
  public static final Path CATALOG = Path.of("../../tekton-tasks");

  public static List<CatalogDocument> all() {
    try (Stream<Path> files = Files.walk(CATALOG)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(file -> of(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Tasks and StepActions themselves, which lie beside their README. */
  public static List<CatalogDocument> installed() {
    return all().stream()
        .filter(each -> Files.exists(each.file().resolveSibling("README.md")))
        .toList();
  }

  private static List<CatalogDocument> of(Path file) {
    try {
      return parse(Files.readString(file)).stream()
          .map(root -> new CatalogDocument(file, root))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<JsonNode> parse(String yaml) throws IOException {
    YAMLFactory factory = new YAMLFactory();
    return new ObjectMapper(factory)
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(factory.createParser(yaml))
        .readAll();
  }

  public String kind() {
    return root.path("kind").asText();
  }

  public String name() {
    return root.at("/metadata/name").asText();
  }

  public JsonNode spec() {
    return root.path("spec");
  }

  @Override
  public String toString() {
    return kind() + " " + name() + " in " + CATALOG.relativize(file);
  }
}
