package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Kubernetes' rules for names and label values, which the dispatcher does not know. */
final class NameRules {

  private static final int NAME_LENGTH_MAX = 253;
  private static final int LABEL_LENGTH_MAX = 63;
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");

  private NameRules() {}

  /** What is wrong with an object's name or labels. Objects of other groups have laxer rules. */
  static Optional<String> violation(ResourcePath path, JsonNode object) {
    if (!path.group().isEmpty()) {
      return Optional.empty();
    }
    boolean service = path.resource().equals("services");
    boolean namespace = path.resource().equals("namespaces");
    Pattern pattern = service ? SERVICE : namespace ? NAMESPACE : SUBDOMAIN;
    int max = service || namespace ? LABEL_LENGTH_MAX : NAME_LENGTH_MAX;
    if (path.name().length() > max || !pattern.matcher(path.name()).matches()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "metadata.name: Invalid value: \"%s\": must be no more than %d characters and match"
                  + " %s",
              path.name(),
              max,
              pattern));
    }
    return labels(object.path("metadata").path("labels"));
  }

  private static Optional<String> labels(JsonNode labels) {
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      String value = label.getValue().asText();
      if (value.length() > LABEL_LENGTH_MAX || !LABEL_VALUE.matcher(value).matches()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "metadata.labels: Invalid value: \"%s\": must be no more than %d characters and"
                    + " match %s",
                value,
                LABEL_LENGTH_MAX,
                LABEL_VALUE));
      }
    }
    return Optional.empty();
  }
}
