package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Descriptor.FormException;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;

/**
 * A field of a form that is a text with a line for each entry, or YAML: data binding knows neither
 * maps nor such lists.
 *
 * @param text as it was sent
 */
record FormLines(String name, String text) {
  /** Without those that are blank. */
  List<String> lines() {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes the field out of the form, so that nobody binds it as what it is not. */
  static FormLines takenFrom(JSONObject form, String name) {
    FormLines taken = new FormLines(name, form.optString(name));
    form.remove(name);
    return taken;
  }

  /**
   * Each line as {@code NAME=VALUE}.
   *
   * @throws FormException if one is something else
   */
  Map<String, String> pairs() throws FormException {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : lines()) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new FormException(
            name + ": \"" + line + "\" is no pair; write a line NAME=VALUE for each", name);
      }
      pairs.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return pairs;
  }

  /**
   * Each line as a number.
   *
   * @throws FormException if one is something else
   */
  List<Integer> numbers() throws FormException {
    List<Integer> numbers = new ArrayList<>();
    for (String line : lines()) {
      try {
        numbers.add(Integer.valueOf(line));
      } catch (NumberFormatException e) {
        throw new FormException(
            name + ": \"" + line + "\" is no number; write a line for each", name);
      }
    }
    return numbers;
  }

  /**
   * Lists and maps, as Pipelines give them; empty: nothing is written.
   *
   * @throws FormException if it is no YAML
   */
  Optional<Object> yaml() throws FormException {
    try {
      return SpecReader.document(text).map(tree -> JSON.convertValue(tree, Object.class));
    } catch (SpecException e) {
      throw new FormException(name + ": " + e.getMessage(), name);
    }
  }

  /** What stands in the form for a list or a map of lists and maps. */
  static String ofYaml(Object value) {
    return JSON.valueToTree(value).toString();
  }

  /** What stands in the form. */
  static String of(List<?> entries) {
    return entries.stream().map(String::valueOf).collect(Collectors.joining("\n"));
  }

  /** The same, for pairs. */
  static String ofPairs(Map<?, ?> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("\n"));
  }
}
