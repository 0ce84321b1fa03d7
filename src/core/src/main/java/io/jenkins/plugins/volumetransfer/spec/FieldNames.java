package io.jenkins.plugins.volumetransfer.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What is said to who writes a field that there is not. */
public final class FieldNames {
  /** Letters that a misspelt name differs by, at most. */
  private static final int NEAR = 3;

  private FieldNames() {}

  /**
   * For the message behind the field's path: the name that was probably meant, else all that there
   * are.
   */
  public static String refusal(String name, Collection<String> known) {
    return "is not a field"
        + known.stream()
            .min(Comparator.comparingInt(each -> distance(name, each)))
            .filter(best -> distance(name, best) <= NEAR)
            .map(best -> "; did you mean `" + best + "`?")
            .orElse("; the fields here are " + String.join(", ", known));
  }

  private static int distance(String written, String known) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(
            written.toLowerCase(Locale.ROOT).replace("-", "").replace("_", ""),
            known.toLowerCase(Locale.ROOT));
  }
}
