package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Descriptor.FormException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;

/**
 * A field of a form that is a text with a line for each entry: data binding knows neither maps nor
 * such lists.
 *
 * @param lines without those that are blank
 */
record FormLines(String name, List<String> lines) {
  FormLines {
    lines = List.copyOf(lines);
  }

  /** Takes the field out of the form, so that nobody binds it as what it is not. */
  static FormLines takenFrom(JSONObject form, String name) {
    List<String> lines =
        form.optString(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    form.remove(name);
    return new FormLines(name, lines);
  }

  /**
   * Each line as {@code NAME=VALUE}.
   *
   * @throws FormException if one is something else
   */
  Map<String, String> pairs() throws FormException {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new FormException(
            name + ": \"" + line + "\" is no pair; write a line NAME=VALUE for each", name);
      }
      pairs.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return pairs;
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
