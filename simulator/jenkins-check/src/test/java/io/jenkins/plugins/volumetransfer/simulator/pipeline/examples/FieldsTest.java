package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.jenkins.config.VolumeTransferConfiguration;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.StepArguments;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.examples.SpecPage.Field;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The step, docs/spec.md and docs/jenkins.md name the same fields. Their list in docs/jenkins.md is
 * made of the tables in docs/spec.md: {@code -Dgoldens.update=true} writes it.
 */
@Tag("integration")
class FieldsTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "jenkins.md");
  private static final String BEGIN = "<!-- begin: made by FieldsTest.java -->\n";
  private static final String END = "<!-- end -->";

  /** A file of the controller, which no build may read. */
  private static final Set<String> NOT_IN_JENKINS =
      Set.of("source.kubeconfig", "destination.kubeconfig");

  /** Under "Credentials" and "A spec in a file". */
  private static final Set<String> ONLY_IN_JENKINS =
      Set.of(
          "spec",
          "source.kubeconfigId",
          "source.credentialsId",
          "source.serverUrl",
          "source.caCertificate",
          "destination.kubeconfigId",
          "destination.credentialsId",
          "destination.serverUrl",
          "destination.caCertificate");

  @Test
  @DisplayName(
      "the step has each field of the spec, with a type that fits, and no others but those of credentials")
  void step() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    SpecPage.fields()
        .forEach(
            (path, field) -> {
              if (!NOT_IN_JENKINS.contains(path)) {
                expected.put(path, kind(field));
              }
            });
    ONLY_IN_JENKINS.forEach(path -> expected.put(path, "text"));
    // Of the containers' two mappings the page speaks in a sentence.
    for (String container : List.of("resources.rsync", "resources.stunnel")) {
      expected.put(container + ".requests", "mapping");
      expected.put(container + ".limits", "mapping");
    }

    assertThat(options("", TransferVolumesStep.class)).isEqualTo(expected);
  }

  @Test
  @DisplayName("docs/jenkins.md lists the fields of docs/spec.md that the step has")
  void page() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END, begin);
    String list = list();
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(PAGE, page.substring(0, begin) + list + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(list);
    }
    ONLY_IN_JENKINS.forEach(
        path -> assertThat(page).contains("`" + path.substring(path.indexOf('.') + 1)));
  }

  @Test
  @DisplayName("the page shows each setting for all builds, and no other")
  void settings() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("unclassified:");
    JsonNode shown =
        SpecReader.tree(page.substring(begin, page.indexOf("```", begin)))
            .at("/unclassified/volumeTransfer");

    assertThat(shown.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(VolumeTransferConfiguration.class.getMethods())
                .filter(each -> each.isAnnotationPresent(DataBoundSetter.class))
                .map(each -> Introspector.decapitalize(each.getName().substring("set".length())))
                .toList());
  }

  /** A line for each mapping, the step's own first. */
  private static String list() throws IOException {
    Map<String, List<String>> names =
        SpecPage.fields().keySet().stream()
            .filter(path -> !NOT_IN_JENKINS.contains(path))
            .collect(
                Collectors.groupingBy(
                    path -> path.substring(0, path.indexOf('.') + 1),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        path -> "`" + path.substring(path.indexOf('.') + 1) + "`",
                        Collectors.toList())));
    return names.entrySet().stream()
        .map(each -> "- " + owner(each.getKey()) + ": " + String.join(", ", each.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String owner(String prefix) {
    return prefix.isEmpty() ? "the step" : "`" + prefix.substring(0, prefix.length() - 1) + "`";
  }

  private static String kind(Field field) {
    String type = field.type();
    if (type.startsWith("true or false")) {
      return "truth";
    }
    if (type.startsWith("number")) {
      return "number";
    }
    if (type.startsWith("list")) {
      return "list";
    }
    if (type.startsWith("mapping")) {
      return "mapping";
    }
    return type.startsWith("`") ? String.join(" ", new TreeSet<>(choices(type))) : "text";
  }

  private static List<String> choices(String type) {
    return Arrays.stream(type.split("[^A-Z_]+")).filter(each -> !each.isEmpty()).toList();
  }

  private static Map<String, String> options(String prefix, Class<?> type) {
    Map<String, String> found = new TreeMap<>();
    StepArguments.of(type)
        .parameters()
        .forEach(
            (name, of) -> {
              found.put(prefix + name, kind(of));
              if (of instanceof Class<?> nested && isNested(nested)) {
                found.putAll(options(prefix + name + ".", nested));
              }
              if (of instanceof ParameterizedType generic
                  && generic.getActualTypeArguments()[0] instanceof Class<?> element
                  && isNested(element)) {
                found.putAll(options(prefix + name + "[].", element));
              }
            });
    return found;
  }

  private static boolean isNested(Class<?> type) {
    return type.getPackage() == TransferVolumesStep.class.getPackage();
  }

  private static String kind(Type type) {
    if (type instanceof ParameterizedType generic) {
      // In the place of a map's type, Jenkins' reference of the steps prints an exception.
      return generic.getRawType() == List.class ? "list" : "a type without a description";
    }
    Class<?> raw = (Class<?>) type;
    if (raw == Boolean.class) {
      return "truth";
    }
    if (raw == Integer.class) {
      return "number";
    }
    if (raw.isEnum()) {
      return Arrays.stream(raw.getEnumConstants())
          .map(Object::toString)
          .sorted()
          .collect(Collectors.joining(" "));
    }
    return raw == String.class ? "text" : "mapping";
  }
}
