package io.jenkins.plugins.volumetransfer.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** Goal: nobody finds a field without an entry or a help. Method: classes against their files. */
class FormRulesTest {
  static List<BoundClass> all() {
    return BoundClass.all();
  }

  @Test
  @DisplayName("the steps, their options and the configuration are looked at")
  void found() {
    assertThat(all())
        .extracting(BoundClass::toString)
        .contains("TransferVolumesStep", "SourceOption", "VolumeTransferConfiguration");
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("each field has an entry in the form, and each entry is of a field")
  void entries(BoundClass bound) {
    assertThat(bound.entries()).isEqualTo(bound.fields());
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("each field has a help")
  void helps(BoundClass bound) {
    assertThat(bound.fields())
        .allSatisfy(
            field -> assertThat(bound.resource("help-" + field + ".html")).as(field).isPresent());
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("what forms ask for while they are filled in is asked by POST, and is of a field")
  void questions(BoundClass bound) {
    for (Method method : bound.descriptor().getMethods()) {
      if (method.getName().matches("do(Check|Fill).*")) {
        assertThat(method.isAnnotationPresent(POST.class)).as("%s is @POST", method).isTrue();
        String field = method.getName().replaceAll("^do(Check|Fill)|Items$", "");
        if (field.equals("Field")) {
          continue; // of all fields
        }
        assertThat(bound.fields())
            .as(method.getName())
            .contains(Character.toLowerCase(field.charAt(0)) + field.substring(1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName(
      "a field that is a list or a map of texts stands in the form as lines, under its name")
  void lines(BoundClass bound) {
    for (String field : bound.listsOfTexts()) {
      assertThat(bound.views())
          .contains("<f:textarea value=\"${instance.lines.%s}\"/>".formatted(field));
    }
  }

  @Test
  @DisplayName("each help is of a field that there is")
  void helpsOfFields() {
    Set<Path> used =
        all().stream()
            .flatMap(
                bound ->
                    Stream.concat(
                            Stream.of("help.html"),
                            bound.fields().stream().map(field -> "help-" + field + ".html"))
                        .flatMap(file -> bound.beside(file).stream()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Plugin.resources(".html")).isNotEmpty().allMatch(used::contains);
  }

  @Test
  @DisplayName("whatever Stapler would route says by which method of HTTP")
  void verbs() {
    for (Class<?> type : Plugin.types()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().matches("do[A-Z].*") && !method.isSynthetic()) {
          assertThat(
                  method.isAnnotationPresent(POST.class) || method.isAnnotationPresent(GET.class))
              .as("%s", method)
              .isTrue();
        }
      }
    }
  }
}
