package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of docs/spec.md, which is the one place where their meaning stands. */
final class SpecPage {

  private static final Path FILE = Path.of("..", "..", "docs", "spec.md");

  /** Where the fields of a table belong, by its heading. */
  private static final Map<String, List<String>> PREFIXES =
      Map.of(
          "The whole", List.of(""),
          "source and destination", List.of("source.", "destination."),
          "volumes", List.of("volumes[]."),
          "resources", List.of("resources."));

  /**
   * A row.
   *
   * @param cells type, default if the table has one, meaning
   */
  record Field(String name, List<String> cells) {

    String type() {
      return cells.get(0);
    }

    String meaning() {
      return cells.get(cells.size() - 1);
    }

    boolean isOnlyOfTheDestination() {
      return meaning().startsWith("`destination` only");
    }
  }

  private SpecPage() {}

  /** By path, such as {@code source.namespace} and {@code volumes[].from}. */
  static Map<String, Field> fields() throws IOException {
    Map<String, Field> fields = new LinkedHashMap<>();
    String heading = "";
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith("#")) {
        heading = line.replaceFirst("^#+ ", "");
      } else if (line.startsWith("| `") && PREFIXES.containsKey(heading)) {
        Field field = field(line);
        for (String prefix : PREFIXES.get(heading)) {
          if (!field.isOnlyOfTheDestination() || prefix.equals("destination.")) {
            fields.put(prefix + field.name(), field);
          }
        }
      }
    }
    return fields;
  }

  private static Field field(String line) {
    List<String> cells =
        new ArrayList<>(Arrays.stream(line.split("(?<!\\\\)\\|", -1)).map(String::strip).toList());
    cells.remove(0);
    cells.remove(cells.size() - 1);
    String name = cells.remove(0).replace("`", "");
    return new Field(name, List.copyOf(cells));
  }
}
