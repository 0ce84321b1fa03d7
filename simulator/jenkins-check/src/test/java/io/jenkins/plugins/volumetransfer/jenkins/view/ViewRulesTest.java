package io.jenkins.plugins.volumetransfer.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: no view breaks, runs what is not ours, or asks for a text that is missing. Method: the
 * files as they are.
 */
class ViewRulesTest {
  private static final Pattern KEY = Pattern.compile("\\$\\{%([^}(]+)}");

  static List<Path> views() {
    return Plugin.resources(".jelly");
  }

  /** Those that the build makes, too. */
  static List<Path> helps() {
    return Plugin.files(Path.of("target/classes/io/jenkins/plugins/volumetransfer"), ".html");
  }

  static List<Path> scripts() {
    return Plugin.resources(".js");
  }

  @ParameterizedTest
  @MethodSource("views")
  @DisplayName("a view is well-formed, and escapes what it shows")
  void escapes(Path view) {
    String text = Plugin.text(view);
    assertThat(text).startsWith("<?jelly escape-by-default='true'?>\n");
    JellyView.parse(text);
  }

  @ParameterizedTest
  @MethodSource("views")
  @DisplayName("a view has no script, no style, and no way around escaping")
  void contentSecurityPolicy(Path view) {
    assertThat(Plugin.text(view))
        .doesNotContain("<script", "<style", "javascript:", "j:out", "escapeText", "<st:bind")
        .doesNotContainPattern("\\s(on\\w+|style|checkUrl)=");
  }

  @ParameterizedTest
  @MethodSource("views")
  @DisplayName("what a view includes is there")
  void includes(Path view) {
    Matcher adjunct =
        Pattern.compile("<st:adjunct includes=\"([^\"]+)\"").matcher(Plugin.text(view));
    while (adjunct.find()) {
      String name = adjunct.group(1).substring(adjunct.group(1).indexOf(".jenkins.page.") + 9);
      for (String end : List.of(".js", ".css")) {
        assertThat(Plugin.RESOURCES.resolve(name.replace('.', '/') + end)).isRegularFile();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  @DisplayName("each text of a view that is only a name is written out beside it, and no other is")
  void texts(Path view) throws Exception {
    Set<String> named = new TreeSet<>();
    Matcher key = KEY.matcher(Plugin.text(view));
    while (key.find()) {
      if (key.group(1).matches("[a-z]+([A-Z]\\w*)?") && !key.group(1).equals("to")) {
        named.add(key.group(1));
      }
    }
    Path texts =
        view.resolveSibling(view.getFileName().toString().replace(".jelly", ".properties"));
    assertThat(Files.exists(texts) ? keys(texts) : Set.of()).isEqualTo(named);
  }

  @Test
  @DisplayName("each message is used, and each that is used is defined")
  void messages() {
    for (Path messages : Plugin.resources("Messages.properties")) {
      Path sources = Plugin.JAVA.resolve(Plugin.RESOURCES.relativize(messages).getParent());
      Set<String> used =
          Plugin.files(sources, ".java").stream()
              .flatMap(
                  source ->
                      Pattern.compile("Messages\\.(\\w+)\\(")
                          .matcher(Plugin.text(source))
                          .results()
                          .map(found -> found.group(1).replace('_', '.')))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(keys(messages)).as(messages.toString()).isEqualTo(used);
    }
  }

  @ParameterizedTest
  @MethodSource("helps")
  @DisplayName("a help is one well-formed block without a script")
  void helps(Path help) {
    String text = Plugin.text(help);
    assertThat(JellyView.parse(text).getDocumentElement().getTagName()).isEqualTo("div");
    assertThat(text).doesNotContain("<script", "<style").doesNotContainPattern("\\son\\w+=");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  @DisplayName("a script makes no code and no markup from what it is sent")
  void scripts(Path script) {
    assertThat(Plugin.text(script))
        .contains("\"use strict\"")
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
        .doesNotContainPattern("\\beval\\(|new Function|setTimeout\\(\\s*[\"'`]|\\.style\\b");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  @DisplayName("a script has no syntax that the browser of Jenkins' test harness can't parse")
  void syntax(Path script) {
    assertThat(Plugin.text(script)).doesNotContain("(...", ", ...", "[...", "{...", "?.", "??");
  }

  @Test
  @DisplayName("there is something of each kind to look at")
  void notEmpty() {
    assertThat(Stream.of(views(), helps(), scripts())).noneMatch(List::isEmpty);
  }

  private static Set<String> keys(Path file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Plugin.text(file)));
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TreeSet<>(properties.stringPropertyNames());
  }
}
