package io.jenkins.plugins.volumetransfer.docs;

import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.Catalogue.Place;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the Task and the StepAction have a param for each field of the catalogue that is Tekton's.
 * Method: those are made from it.
 */
@DisplayName("The params of a Task")
class TektonParamsTest {
  private static final int WIDTH = 120;

  /** In the Task they have another default, or none. */
  private static final Set<String> BY_HAND = Set.of("image", "timeoutSeconds");

  @ParameterizedTest
  @DisplayName("are declared with the words of the catalogue, and given to the command")
  @ValueSource(strings = {"task", "stepaction"})
  void params(String kind) throws IOException {
    List<Place> fields =
        Catalogue.values().stream()
            .filter(place -> place.field().isOn(Face.TEKTON) && !BY_HAND.contains(place.path()))
            .toList();
    Path file =
        Path.of("../../tekton-tasks", kind, "volume-transfer", "0.1", "volume-transfer.yaml");
    part(file, kind, "params")
        .assertIs(fields.stream().map(place -> param(place)).collect(Collectors.joining()));
    part(file, kind, "arguments")
        .assertIs(
            fields.stream().map(place -> argument(place, kind)).collect(Collectors.joining()));
  }

  private static GeneratedPart part(Path file, String kind, String what) {
    String indent = what.equals("params") ? "    " : kind.equals("task") ? "        " : "    ";
    return new GeneratedPart(
        file, indent + "# begin: " + what + " made by TektonParamsTest.java\n", indent + "# end\n");
  }

  private static String param(Place place) {
    String words = place.field().words(path -> "`" + name(Catalogue.at(path)) + "`");
    String unit = place.field().type() instanceof FieldType.Seconds ? " s." : ".";
    String fallback = place.field().fallback().map(value -> " Default: " + value + unit).orElse("");
    boolean list = isList(place);
    return "    - name: "
        + name(place)
        + "\n      type: "
        + (list ? "array" : "string")
        + "\n      description: >-\n"
        + wrapped(lead(place) + words + fallback)
        + "      default: "
        + (list ? "[]" : "\"\"")
        + "\n";
  }

  /** A param is a text, whatever it stands for. */
  private static String lead(Place place) {
    if (place.field().type() instanceof FieldType.Flag) {
      return "\"true\" or \"false\": ";
    }
    if (place.field().type() instanceof FieldType.Seconds) {
      return "A time, such as 90s, 15m or 4h: ";
    }
    if (place.field().type() instanceof FieldType.Choice<?> choice) {
      return choice.accept(new TypeWords()) + ": ";
    }
    if (place.field().type() instanceof FieldType.KubernetesObject
        || place.field().type() instanceof FieldType.KubernetesObjects) {
      return "YAML: ";
    }
    return place.field().type() instanceof FieldType.TextMap ? "Entries NAME=VALUE: " : "";
  }

  private static String argument(Place place, String kind) {
    String indent = kind.equals("task") ? "        - " : "    - ";
    String name = name(place);
    return isList(place)
        ? indent + "--" + name + "\n" + indent + "$(params." + name + "[*])\n"
        : indent + "--" + name + "=$(params." + name + ")\n";
  }

  private static String name(Place place) {
    return place.flags().get(0).substring(2);
  }

  private static boolean isList(Place place) {
    return Stream.of(
            FieldType.Texts.class,
            FieldType.TextMap.class,
            FieldType.Numbers.class,
            FieldType.KubernetesObjects.class)
        .anyMatch(type -> type.isInstance(place.field().type()));
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder("       ");
    for (String word : text.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.append(line).append('\n');
        line = new StringBuilder("       ");
      }
      line.append(' ').append(word);
    }
    return lines.append(line).append('\n').toString();
  }
}
