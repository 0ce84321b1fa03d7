package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Groovy of a page, by the heading above it. */
record MarkdownExamples(Map<String, String> byHeading) {

  private static final Path ROOT = Path.of("..", "..");

  /**
   * Reads a page of this repository.
   *
   * @throws IllegalStateException when two examples stand under one heading
   */
  static MarkdownExamples of(String page) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    String heading = "";
    List<String> code = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(ROOT.resolve(page))) {
      if (inside && line.equals("```")) {
        inside = false;
        if (found.put(heading, String.join("\n", code)) != null) {
          throw new IllegalStateException("two examples under " + heading);
        }
        code.clear();
      } else if (inside) {
        code.add(line);
      } else if (line.equals("```groovy")) {
        inside = true;
      } else if (line.startsWith("#")) {
        heading = line.replaceFirst("^#+ ", "");
      }
    }
    return new MarkdownExamples(found);
  }

  String under(String heading) {
    return byHeading.get(heading);
  }
}
