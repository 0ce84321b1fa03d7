package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.commons.text.StringSubstitutor;

/** A file beside this class, in which names stand for values. */
record Template(String text) {

  static Template named(String file) {
    try (InputStream in = Template.class.getResourceAsStream(file)) {
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param values markup; what is not must be {@linkplain #escape escaped}
   * @throws IllegalArgumentException if the template names a value that is not there
   */
  String with(Map<String, String> values) {
    return new StringSubstitutor(values)
        .setEnableUndefinedVariableException(true)
        // Values come from scripts, where ${name} means something else.
        .setDisableSubstitutionInValues(true)
        .replace(text);
  }

  /** For text and for attributes in double quotes. Drops what no document may contain. */
  static String escape(String text) {
    return StringEscapeUtils.escapeXml10(text);
  }
}
