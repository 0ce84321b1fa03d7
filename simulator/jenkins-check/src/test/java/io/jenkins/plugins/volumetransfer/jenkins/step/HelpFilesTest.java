package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.jenkins.config.VolumeTransferConfiguration;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a form's help says what the catalogue says. Method: the files of the build. */
class HelpFilesTest {
  private static final Path SOURCES = Path.of("../../src/jenkins/src/main/resources");

  /** Of which Jenkins has more to say. */
  private static final Set<String> OTHER_WORDS =
      Set.of("SourceOption inCluster", "DestinationOption inCluster");

  private static String html(String name) {
    SpecField<?> field = KnownFields.find(TransferVolumesStep.class, name).orElseThrow();
    return HelpFiles.html(field);
  }

  @Test
  @DisplayName(
      "each field of the catalogue has the catalogue's words, but where Jenkins has others")
  void built() throws IOException {
    Set<String> others = new TreeSet<>();
    for (Class<?> type : KnownFields.classes()) {
      for (SpecField<?> field : KnownFields.of(type)) {
        String file = type.getSimpleName() + "/help-" + field.name() + ".html";
        try (InputStream in = type.getResourceAsStream(file)) {
          if (in == null) {
            others.add(type.getSimpleName() + " " + field.name());
          } else {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                .as(file)
                .isEqualTo(HelpFiles.html(field));
          }
        }
        assertThat(SOURCES.resolve(type.getPackageName().replace('.', '/')).resolve(file))
            .doesNotExist();
      }
    }
    assertThat(others).isEqualTo(new TreeSet<>(OTHER_WORDS));
  }

  @Test
  @DisplayName("it says the bounds and the default, and marks what is written in code")
  void words() {
    assertThat(html("retries"))
        .isEqualTo(
            "<div>Attempts after the first, where one more can help. From 0 to 20."
                + " Default: <code>3</code>.</div>\n");
    assertThat(html("storageClass"))
        .contains("the claims that <code>create</code> makes")
        .contains("Default: that of the source.");
    assertThat(html("bandwidthLimit")).contains("such as <code>500K</code>");
    assertThat(html("maxDelete")).doesNotContain("2147483647").contains("Default: no limit.");
    assertThat(html("volumes")).contains(" Required, but with <code>all</code>.");
  }

  @Test
  @DisplayName("what an administrator sets for all builds is no default of the catalogue")
  void system() {
    Set<String> names = new HashSet<>();
    new VolumeTransferConfiguration().specDefaults().fieldNames().forEachRemaining(names::add);
    assertThat(HelpFiles.OF_THE_SYSTEM).isEqualTo(names);
    assertThat(html("timeoutSeconds")).contains("Default: that of the system's configuration.");
  }

  @Test
  @DisplayName("a help among the sources wins, also one of a class above")
  void written(@TempDir Path directory) throws IOException {
    Path sources = directory.resolve("sources");
    Path folder =
        Files.createDirectories(sources.resolve(ClusterOption.class.getName().replace('.', '/')));
    Files.writeString(folder.resolve("help-context.html"), "<div/>");

    HelpFiles.main(new String[] {sources.toString(), directory.resolve("built").toString()});

    Path step = directory.resolve("built").resolve(SourceOption.class.getName().replace('.', '/'));
    assertThat(step.resolve("help-namespace.html")).exists();
    assertThat(step.resolve("help-context.html")).doesNotExist();
  }
}
