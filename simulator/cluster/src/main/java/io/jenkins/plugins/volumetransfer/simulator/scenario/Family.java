package io.jenkins.plugins.volumetransfer.simulator.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;

/**
 * Scenarios that differ in a few values only: {@code for} gives each word a list of values, and
 * there is a scenario for each combination, with the value in the place of {@code <word>}. In a
 * name, {@code at 40 %} becomes {@code at-40}.
 */
record Family(String name, ObjectNode template, JsonNode words) {
  private static final String FOR = "for";
  private static final ObjectMapper JSON = new ObjectMapper();

  static Family of(String name, JsonNode template) {
    if (!(template instanceof ObjectNode fields)) {
      throw new ScenarioException(name, "must have the fields name, sentence and verdict");
    }
    ObjectNode copy = fields.deepCopy();
    JsonNode words = copy.has(FOR) ? copy.remove(FOR) : JSON.createObjectNode();
    return new Family(name, copy, words);
  }

  List<JsonNode> members() {
    List<JsonNode> members = new ArrayList<>();
    for (Map<String, String> values : combinations()) {
      members.add(member(values));
    }
    return members;
  }

  private List<Map<String, String>> combinations() {
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, JsonNode> word : words.properties()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : all) {
        for (JsonNode value : word.getValue()) {
          Map<String, String> next = new HashMap<>(shorter);
          next.put(word.getKey(), value.asText());
          longer.add(next);
        }
      }
      all = longer;
    }
    if (all.isEmpty()) {
      throw new ScenarioException(name, "for: each word must have a list of values");
    }
    return all;
  }

  private JsonNode member(Map<String, String> values) {
    try {
      StringSubstitutor substitutor =
          new StringSubstitutor(values, "<", ">").setEnableUndefinedVariableException(true);
      ObjectNode member = (ObjectNode) JSON.readTree(substitutor.replace(template.toString()));
      return values.isEmpty()
          ? member
          : member.put("name", member.path("name").asText().replace(" %", "").replace(' ', '-'));
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(name, "for: has no value for a <word> that is used");
    } catch (JsonProcessingException e) {
      throw new ScenarioException(name, "for: a value can't be written in a text");
    }
  }
}
