package io.jenkins.plugins.volumetransfer.simulator.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** From YAML to scenarios. Nothing that is written is passed over. */
final class CatalogueReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CatalogueReader() {}

  static Catalogue read(String yaml) {
    ScenarioFields.OfFile file = file(yaml);
    List<Scenario> scenarios = new ArrayList<>();
    for (JsonNode template : file.scenarios()) {
      String name = template.path("name").asText("a scenario without a name");
      for (JsonNode each : Family.of(name, template).members()) {
        scenarios.add(scenario(each.path("name").asText(name), each, file));
      }
    }
    return new Catalogue(scenarios);
  }

  private static ScenarioFields.OfFile file(String yaml) {
    try {
      return YAML.readValue(yaml, ScenarioFields.OfFile.class);
    } catch (JsonProcessingException e) {
      throw problem("the catalogue", e);
    }
  }

  private static Scenario scenario(String name, JsonNode node, ScenarioFields.OfFile file) {
    ScenarioFields.OfScenario written = parse(name, "", node, ScenarioFields.OfScenario.class);
    ObjectNode verdict = written.verdict();
    Set<Topology> topologies =
        EnumSet.copyOf(written.topologies().isEmpty() ? file.topologies() : written.topologies());
    Map<Topology, ExpectedEnd> verdicts = new EnumMap<>(Topology.class);
    for (Topology topology : topologies) {
      ObjectNode merged = merged(verdict, topology);
      String field = "verdict in " + topology;
      verdicts.put(
          topology,
          parse(name, field, merged, ScenarioFields.OfVerdict.class)
              .verdict(name, field, topology, file.stunnelAlso(topology)));
    }
    List<Strike> strikes = new ArrayList<>();
    for (int i = 0; i < written.strikes().size(); i++) {
      strikes.add(written.strikes().get(i).strike(name, "strikes[" + i + "]", topologies));
    }
    return written.scenario(name, strikes, verdicts);
  }

  /** What is said of all topologies, and over it what is said of this one. */
  private static ObjectNode merged(ObjectNode verdict, Topology topology) {
    ObjectNode merged = verdict.deepCopy();
    for (Topology each : Topology.values()) {
      merged.remove(each.name());
    }
    if (verdict.get(topology.name()) instanceof ObjectNode own) {
      merged.setAll(own);
    }
    return merged;
  }

  private static <T> T parse(String name, String field, JsonNode node, Class<T> type) {
    try {
      return YAML.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw problem(field.isEmpty() ? name : name + ": " + field, e);
    }
  }

  private static ScenarioException problem(String where, JsonProcessingException e) {
    String path =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(
                    step ->
                        step.getFieldName() != null
                            ? step.getFieldName()
                            : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."))
                .replace(".[", "[")
            : "";
    return new ScenarioException(
        where, (path.isEmpty() ? "" : path + ": ") + e.getOriginalMessage());
  }
}
