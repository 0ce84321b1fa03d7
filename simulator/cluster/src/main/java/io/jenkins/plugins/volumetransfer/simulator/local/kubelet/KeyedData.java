package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What ConfigMaps and Secrets of one namespace hold, decoded. */
record KeyedData(ObjectStore store, String namespace) {

  enum Kind {
    CONFIG_MAP("configmaps", "configmap"),
    SECRET("secrets", "secret");

    private final String resource;
    private final String word;

    Kind(String resource, String word) {
      this.resource = resource;
      this.word = word;
    }
  }

  /**
   * All keys; none of an object that is optional and missing.
   *
   * @throws LaunchProblem with reason {@code problem} when the object is missing
   */
  Map<String, byte[]> all(Kind kind, String name, boolean optional, String problem)
      throws LaunchProblem {
    Optional<ObjectNode> found = store.get(ResourcePath.core(namespace, kind.resource, name));
    if (found.isEmpty() && !optional) {
      throw new LaunchProblem(problem, "%s \"%s\" not found".formatted(kind.word, name));
    }
    Map<String, byte[]> data = new TreeMap<>();
    found.ifPresent(
        object -> {
          collect(object.path("data"), kind == Kind.SECRET, data);
          collect(object.path("binaryData"), true, data);
        });
    return data;
  }

  /**
   * The text of one key; empty when the object or the key is optional and missing.
   *
   * @throws LaunchProblem with reason {@code problem} when it is missing
   */
  Optional<String> one(Kind kind, String name, String key, boolean optional, String problem)
      throws LaunchProblem {
    Map<String, byte[]> data = all(kind, name, optional, problem);
    if (!data.containsKey(key) && !optional) {
      throw new LaunchProblem(
          problem, "couldn't find key %s in %s %s/%s".formatted(key, kind.word, namespace, name));
    }
    return Optional.ofNullable(data.get(key)).map(KeyedData::text);
  }

  static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private static void collect(JsonNode from, boolean encoded, Map<String, byte[]> data) {
    from.properties()
        .forEach(
            entry -> {
              String value = entry.getValue().asText();
              data.put(
                  entry.getKey(),
                  encoded
                      ? Base64.getMimeDecoder().decode(value)
                      : value.getBytes(StandardCharsets.UTF_8));
            });
  }
}
