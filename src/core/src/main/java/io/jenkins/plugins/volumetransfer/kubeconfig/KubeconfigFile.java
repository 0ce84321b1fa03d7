package io.jenkins.plugins.volumetransfer.kubeconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.volumetransfer.spec.Fields;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One kubeconfig: what is written in it, in the right shape, by its entries' names. */
final class KubeconfigFile {
  /** JSON may have tabs, which YAML takes for a mistake. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String label;
  private final Optional<Path> directory;
  private Optional<String> currentContext = Optional.empty();
  private Map<String, Fields> clusters = Map.of();
  private Map<String, Fields> users = Map.of();
  private Map<String, Fields> contexts = Map.of();

  private KubeconfigFile(String label, Optional<Path> directory) {
    this.label = label;
    this.directory = directory;
  }

  /**
   * @throws AccessException if it is no kubeconfig
   */
  static KubeconfigFile of(Path file) {
    KubeconfigFile read =
        new KubeconfigFile("kubeconfig " + file, Optional.ofNullable(parent(file)));
    if (!Files.exists(file) && !file.toString().contains("~")) {
      throw new AccessException(read.label + " is not a file");
    }
    return read.reading(() -> read.read(SmallFile.text("", file)));
  }

  private static Path parent(Path file) {
    return file.toAbsolutePath().getParent();
  }

  /**
   * @param label what it is, for messages
   */
  static KubeconfigFile ofText(String label, String text) {
    KubeconfigFile read = new KubeconfigFile(label, Optional.empty());
    return read.reading(() -> read.read(text));
  }

  private KubeconfigFile read(String text) {
    Optional<JsonNode> document;
    try {
      document = document(text);
    } catch (SpecException e) {
      // What looks like the name of an alias may be a password that begins with an asterisk, and
      // what looks like a field's name half of the text.
      throw new AccessException(
          label
              + ": "
              + e.getMessage()
                  .replaceFirst("\\(\\*.*\\)", "(*)")
                  .replaceAll("'[^']{64,}'?", "'...'"));
    }
    if (document.isPresent() && !document.get().isObject()) {
      throw new SpecException(
          "",
          "is " + kind(document.get()) + ", not a mapping of fields such as clusters and users");
    }
    Fields all = fields("", document.orElseGet(JsonNodeFactory.instance::objectNode));
    mustBe(all, "kind", "Config");
    mustBe(all, "apiVersion", "v1");
    currentContext = Texts.of(all, "current-context");
    clusters = entries(all, "clusters", "cluster");
    users = entries(all, "users", "user");
    contexts = entries(all, "contexts", "context");
    // Settings of kubectl's own, and data of other programs: there is nothing to obey.
    all.any("preferences");
    all.any("extensions");
    all.refuseOthers();
    return this;
  }

  private static String kind(JsonNode node) {
    return node.isArray() ? "a list" : "a single value";
  }

  private static void mustBe(Fields all, String name, String value) {
    Texts.of(all, name)
        .filter(written -> !written.equals(value))
        .ifPresent(
            written -> {
              throw new SpecException(
                  name, "is " + written + "; a kubeconfig has `" + name + ": " + value + "`");
            });
  }

  private static Map<String, Fields> entries(Fields all, String list, String kind) {
    Map<String, Fields> entries = new LinkedHashMap<>();
    for (Fields entry : all.mappings(list)) {
      String name = Texts.of(entry, "name").orElseThrow(() -> entry.wrong("name", "is missing"));
      Fields content =
          entry
              .mapping(kind)
              .orElseGet(() -> fields(entry.path(kind), JsonNodeFactory.instance.objectNode()));
      entry.refuseOthers();
      if (entries.put(name, content) != null) {
        throw entry.wrong("name", "is that of an entry above it; give each its own");
      }
    }
    return entries;
  }

  private static Fields fields(String path, JsonNode node) {
    return Fields.of(path, node, Fields.Values.SECRET);
  }

  /** One document of JSON or YAML. */
  static Optional<JsonNode> document(String text) {
    if (text.stripLeading().startsWith("{")) {
      try {
        return Optional.of(JSON.readTree(text));
      } catch (JsonProcessingException e) {
        // What is wrong is told by the reader of YAML.
      }
    }
    return SpecReader.document(text);
  }

  /** Names the file in what is thrown for one of its fields. */
  <T> T reading(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (SpecException e) {
      throw new AccessException(label + (e.field().isEmpty() ? " " : ": ") + e.getMessage());
    }
  }

  /** A path in it: relative to its own directory. */
  Path resolve(String field, String path) {
    try {
      return directory.orElseThrow().resolve(path);
    } catch (InvalidPathException e) {
      throw new SpecException(field, "is no path");
    }
  }

  String label() {
    return label;
  }

  Optional<String> currentContext() {
    return currentContext;
  }

  Map<String, Fields> clusters() {
    return clusters;
  }

  Map<String, Fields> users() {
    return users;
  }

  Map<String, Fields> contexts() {
    return contexts;
  }
}
