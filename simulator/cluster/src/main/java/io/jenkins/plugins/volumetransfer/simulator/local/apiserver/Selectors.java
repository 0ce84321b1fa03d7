package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Label and field selectors. fabric8's dispatcher ignores {@code in} and {@code notin}, and with
 * them a delete of a collection would delete all of it; so no selector ever reaches it.
 */
final class Selectors {

  private static final Pattern SET =
      Pattern.compile("(?<key>[^\\s!=,()]+)\\s+(?<operator>in|notin)\\s*\\((?<values>[^)]*)\\)");
  private static final Pattern EQUALITY =
      Pattern.compile("(?<key>[^\\s!=,()]+)\\s*(?<operator>==|!=|=)\\s*(?<values>[^\\s,()]*)");
  private static final Pattern EXISTENCE = Pattern.compile("(?<not>!?)\\s*(?<key>[^\\s!=,()]+)");
  private static final String COMMA_OUTSIDE_PARENTHESES = ",(?![^(]*\\))";

  private Selectors() {}

  /**
   * What the request selects.
   *
   * @throws IllegalArgumentException for a selector that cannot be read
   */
  static Predicate<JsonNode> of(ApiRequest request) {
    return labels(request.parameter("labelSelector").orElse(""))
        .and(fields(request.parameter("fieldSelector").orElse("")));
  }

  static Predicate<JsonNode> labels(String selector) {
    return all(selector, requirement -> label(requirement, selector));
  }

  private static Predicate<JsonNode> fields(String selector) {
    return all(selector, requirement -> field(requirement, selector));
  }

  private static Predicate<JsonNode> all(
      String selector, Function<String, Predicate<JsonNode>> parse) {
    return Arrays.stream(selector.split(COMMA_OUTSIDE_PARENTHESES))
        .map(String::strip)
        .filter(requirement -> !requirement.isEmpty())
        .map(parse)
        .reduce(object -> true, Predicate::and);
  }

  private static Predicate<JsonNode> label(String requirement, String selector) {
    Matcher set = SET.matcher(requirement);
    Matcher equality = EQUALITY.matcher(requirement);
    if (set.matches() || equality.matches()) {
      Matcher match = set.matches() ? set : equality;
      Set<String> values =
          Arrays.stream(match.group("values").split(",", -1))
              .map(String::strip)
              .collect(Collectors.toSet());
      String key = match.group("key");
      boolean negated = Set.of("notin", "!=").contains(match.group("operator"));
      // An object without the label is selected by both negations, as in Kubernetes.
      return object -> {
        JsonNode label = object.path("metadata").path("labels").path(key);
        return negated != (!label.isMissingNode() && values.contains(label.asText()));
      };
    }
    Matcher existence = EXISTENCE.matcher(requirement);
    if (existence.matches()) {
      boolean wanted = existence.group("not").isEmpty();
      String key = existence.group("key");
      return object -> object.path("metadata").path("labels").has(key) == wanted;
    }
    throw unreadable(selector);
  }

  private static Predicate<JsonNode> field(String requirement, String selector) {
    Matcher equality = EQUALITY.matcher(requirement);
    if (!equality.matches()) {
      throw unreadable(selector);
    }
    String pointer = "/" + equality.group("key").replace('.', '/');
    String value = equality.group("values");
    boolean negated = equality.group("operator").equals("!=");
    return object -> negated != object.at(pointer).asText("").equals(value);
  }

  private static IllegalArgumentException unreadable(String selector) {
    return new IllegalArgumentException("unable to parse requirement: " + selector);
  }
}
