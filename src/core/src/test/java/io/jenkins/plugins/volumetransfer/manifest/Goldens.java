package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares objects with a file of what they shall be. {@code -Dgoldens.update=true} writes the
 * files instead; the difference is then for a person to read.
 */
final class Goldens {
  private static final Path DIRECTORY =
      Path.of("src/test/resources/io/jenkins/plugins/volumetransfer/manifest");

  private Goldens() {}

  static void check(String name, List<HasMetadata> objects) throws IOException {
    Path file = DIRECTORY.resolve(name + ".yaml");
    String actual = objects.stream().map(Goldens::yaml).collect(Collectors.joining());
    if (Boolean.getBoolean("goldens.update")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, actual);
    } else if (!Files.exists(file)) {
      fail(file + " is missing; make it by -Dgoldens.update=true and read it");
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  private static String yaml(HasMetadata object) {
    return Serialization.asYaml(object instanceof ConfigMap map ? withoutScripts(map) : object);
  }

  /** The scripts have tests of their own, and here would only hide what matters. */
  private static ConfigMap withoutScripts(ConfigMap map) {
    ConfigMapBuilder shorter = new ConfigMapBuilder(map);
    for (Script script : Script.values()) {
      assertThat(map.getData()).containsEntry(script.fileName(), script.text());
      shorter.removeFromData(script.fileName());
      shorter.addToData(script.fileName(), "(the script)");
    }
    return shorter.build();
  }
}
