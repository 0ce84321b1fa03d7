package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.jenkins.config.VolumeTransferConfiguration;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.StepArguments;
import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

/** The step has the fields of the catalogue; docs/jenkins.md tells what only Jenkins has. */
@Tag("integration")
class FieldsTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "jenkins.md");

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
  void step() {
    Map<String, String> expected = new TreeMap<>();
    Catalogue.sections()
        .forEach(section -> section.fields().forEach(field -> add("", field, expected)));
    ONLY_IN_JENKINS.forEach(path -> expected.put(path, "text"));

    assertThat(options("", TransferVolumesStep.class)).isEqualTo(expected);
  }

  /** What is a class of its own has all that it has elsewhere: {@code pods.image} is harmless. */
  private static void add(String prefix, SpecField<?> field, Map<String, String> all) {
    if (!field.isOn(Face.JENKINS) && !prefix.equals("pods.")) {
      return;
    }
    all.put(prefix + field.name(), field.type().accept(new Kind()));
    String inner =
        prefix + field.name() + (field.type() instanceof FieldType.Mappings ? "[]." : ".");
    field
        .type()
        .within()
        .ifPresent(section -> section.fields().forEach(each -> add(inner, each, all)));
  }

  @Test
  @DisplayName("docs/jenkins.md names the fields that only the step has")
  void page() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(ONLY_IN_JENKINS)
        .allSatisfy(path -> assertThat(page).contains("`" + path.substring(path.indexOf('.') + 1)));
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

  /** How the step's reference tells a type. */
  private static final class Kind implements FieldType.Visitor<String> {
    /** In the place of a map's type, Jenkins' reference of the steps would print an exception. */
    private static final String MAPPING = "mapping";

    @Override
    public String flag(FieldType.Flag type) {
      return "truth";
    }

    @Override
    public String text(FieldType.Text type) {
      return "text";
    }

    @Override
    public String texts(FieldType.Texts type) {
      return "list";
    }

    @Override
    public String textMap(FieldType.TextMap type) {
      return MAPPING;
    }

    @Override
    public String number(FieldType.Number type) {
      return "number";
    }

    @Override
    public String numbers(FieldType.Numbers type) {
      return "list";
    }

    @Override
    public String seconds(FieldType.Seconds type) {
      return "number";
    }

    @Override
    public String choice(FieldType.Choice<?> type) {
      return String.join(" ", new TreeSet<>(type.words()));
    }

    @Override
    public String mapping(FieldType.Mapping type) {
      return MAPPING;
    }

    @Override
    public String mappings(FieldType.Mappings type) {
      return "list";
    }

    @Override
    public String kubernetesObject(FieldType.KubernetesObject<?> type) {
      return MAPPING;
    }

    @Override
    public String kubernetesObjects(FieldType.KubernetesObjects<?> type) {
      return "list";
    }
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
