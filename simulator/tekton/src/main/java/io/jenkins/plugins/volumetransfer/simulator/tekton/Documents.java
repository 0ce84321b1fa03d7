package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Kubernetes objects as they stand in YAML files: all that somebody has applied. */
public record Documents(List<ObjectNode> all) {
  private static final YAMLMapper YAML = new YAMLMapper();

  public Documents {
    all = List.copyOf(all);
  }

  /**
   * Several documents of YAML.
   *
   * @throws NotRunnable if it is no YAML, or not objects with a kind
   */
  public static Documents parse(String yaml) {
    List<ObjectNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        // Comments before the first `---` are a document without anything in it.
        if (document instanceof ObjectNode object && object.hasNonNull("kind")) {
          objects.add(object);
        } else if (!document.isEmpty() || document.isValueNode() && !document.isNull()) {
          throw new NotRunnable("YAML", "a document has no kind");
        }
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof NotRunnable known) {
        throw known;
      }
      throw new NotRunnable("YAML", "can't be read: " + e.getMessage());
    }
    return new Documents(objects);
  }

  /** All documents of these files. */
  public static Documents read(Path... files) {
    Documents read = new Documents(List.of());
    for (Path file : files) {
      try {
        read = read.and(parse(Files.readString(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return read;
  }

  public Documents and(Documents more) {
    List<ObjectNode> both = new ArrayList<>(all);
    both.addAll(more.all);
    return new Documents(both);
  }

  public List<ObjectNode> ofKind(String kind) {
    return all.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
  }

  /**
   * @throws NotRunnable if there is none
   */
  public ObjectNode named(String kind, String name) {
    return ofKind(kind).stream()
        .filter(each -> each.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotRunnable(kind, "there is none named " + name));
  }

  /**
   * As it stands in a namespace: references never lead to another one.
   *
   * @throws NotResolved if there is none
   */
  ObjectNode named(String kind, String name, String namespace) {
    return ofKind(kind).stream()
        .filter(each -> each.at("/metadata/name").asText().equals(name))
        .filter(each -> each.at("/metadata/namespace").asText().equals(namespace))
        .findFirst()
        .orElseThrow(() -> new NotResolved(kind, name));
  }

  /**
   * What {@code kubectl apply --namespace} makes of them.
   *
   * @throws NotRunnable for one that names another namespace, as kubectl refuses it
   */
  public Documents in(String namespace) {
    for (ObjectNode each : all) {
      String own = each.at("/metadata/namespace").asText(namespace);
      if (!own.equals(namespace)) {
        throw new NotRunnable(
            each.path("kind").asText() + " " + each.at("/metadata/name").asText(),
            "the namespace from the provided object \"%s\" does not match the namespace \"%s\""
                .formatted(own, namespace));
      }
    }
    return orIn(namespace);
  }

  /** Those that name no namespace are in this one, as with {@code kubectl apply}. */
  Documents orIn(String namespace) {
    return new Documents(
        all.stream()
            .map(
                each -> {
                  ObjectNode placed = each.deepCopy();
                  ObjectNode metadata = placed.withObject("/metadata");
                  metadata.put("namespace", metadata.path("namespace").asText(namespace));
                  return placed;
                })
            .toList());
  }

  /**
   * Refuses what is not simulated, so that nothing is passed over in silence.
   *
   * @throws NotRunnable naming the fields
   */
  static void requireKnown(String where, JsonNode object, Set<String> known) {
    Set<String> unknown = new TreeSet<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new NotRunnable(where, "not simulated: " + String.join(", ", unknown));
    }
  }
}
