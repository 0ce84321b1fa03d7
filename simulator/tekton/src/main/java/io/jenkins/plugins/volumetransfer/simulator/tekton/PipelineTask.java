package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A task of a Pipeline.
 *
 * @param after tasks that it names in {@code runAfter}
 * @param needs tasks whose results it uses: without such a result it is skipped
 */
record PipelineTask(String name, ObjectNode object, Set<String> after, Set<String> needs) {
  private static final Pattern RESULT = Pattern.compile("\\$\\(tasks\\.([^.)]+)\\.results\\.");
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "displayName",
          "description",
          "taskRef",
          "taskSpec",
          "params",
          "workspaces",
          "runAfter",
          "when",
          "retries",
          "timeout");

  static PipelineTask of(ObjectNode object) {
    String name = object.path("name").asText();
    Documents.requireKnown("pipeline task " + name, object, KNOWN);
    Set<String> after = new TreeSet<>();
    object.path("runAfter").forEach(each -> after.add(each.asText()));
    Set<String> needs = new TreeSet<>();
    Matcher used = RESULT.matcher(list(object, "params") + " " + list(object, "when"));
    while (used.find()) {
      needs.add(used.group(1));
    }
    return new PipelineTask(name, object, after, needs);
  }

  JsonNode list(String field) {
    return list(object, field);
  }

  private static JsonNode list(ObjectNode object, String field) {
    return object.has(field) ? object.get(field) : JsonNodeFactory.instance.arrayNode();
  }

  /**
   * Whether all its {@code when} expressions hold.
   *
   * @throws NotRunnable for one in CEL
   */
  boolean wanted(Variables variables) {
    return StreamSupport.stream(list("when").spliterator(), false)
        .allMatch(
            when -> {
              Documents.requireKnown(
                  "when of " + name, when, Set.of("input", "operator", "values"));
              JsonNode filled = variables.in(when);
              boolean in =
                  StreamSupport.stream(filled.path("values").spliterator(), false)
                      .anyMatch(filled.path("input")::equals);
              return in == when.path("operator").asText().equals("in");
            });
  }
}
