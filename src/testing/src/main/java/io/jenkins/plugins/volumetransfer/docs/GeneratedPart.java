package io.jenkins.plugins.volumetransfer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a file that is made from code.
 *
 * @param begin the text before it
 * @param end the text after it
 */
public record GeneratedPart(Path file, String begin, String end) {

  /** Of a page in docs. */
  public static GeneratedPart ofPage(String page, Class<?> source) {
    return new GeneratedPart(
        Path.of("../../docs", page),
        "<!-- begin: made from " + source.getSimpleName() + ".java -->\n",
        "<!-- end -->\n");
  }

  /** With {@code -Dgoldens.update=true} it is written first. */
  public void assertIs(String text) throws IOException {
    String before = Files.readString(file);
    int from = before.indexOf(begin) + begin.length();
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(
          file, before.substring(0, from) + text + before.substring(before.indexOf(end, from)));
    }

    String after = Files.readString(file);
    assertThat(after).as("%s", file).contains(begin, end);
    String part = after.substring(from, after.indexOf(end, from));
    assertThat(text.lines().filter(line -> !part.contains(line)))
        .as("what %s lacks; -Dgoldens.update=true writes it", file)
        .isEmpty();
    assertThat(part).as("%s; -Dgoldens.update=true writes it", file).isEqualTo(text);
  }
}
