package io.jenkins.plugins.volumetransfer.cli.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code $(...)} in all texts of a node; see {@code docs/variables.md} of tektoncd/pipeline.
 */
record References(Set<String> all) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([^()]+)\\)");

  static References in(JsonNode... nodes) {
    Set<String> all = new LinkedHashSet<>();
    for (JsonNode node : nodes) {
      collect(node, all);
    }
    return new References(all);
  }

  private static void collect(JsonNode node, Set<String> all) {
    if (node.isTextual()) {
      Matcher matcher = REFERENCE.matcher(node.asText());
      while (matcher.find()) {
        all.add(matcher.group(1));
      }
    }
    node.forEach(child -> collect(child, all));
  }

  /**
   * @param prefix such as {@code params.}
   */
  Set<String> names(String prefix) {
    Set<String> names = new TreeSet<>();
    for (String each : all) {
      if (each.startsWith(prefix)) {
        names.add(each.substring(prefix.length()).replaceFirst("[.\\[].*$", ""));
      }
    }
    return names;
  }
}
