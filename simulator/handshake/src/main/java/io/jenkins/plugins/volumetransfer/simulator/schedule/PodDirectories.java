package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The directories and the environment that a pod's containers would have. */
record PodDirectories(Path directory, ScriptSet scripts) {

  private static final Path MEMORY = Path.of("/dev/shm");

  static PodDirectories make(ScriptSet scripts) throws IOException {
    PodDirectories place = new PodDirectories(temporary("volume-transfer-schedule"), scripts);
    for (Path path : List.of(place.fifos(), place.ipc(), place.config(), place.asking())) {
      Files.createDirectories(path);
    }
    for (String volume : List.of("one", "two")) {
      Files.createDirectories(place.volumes().resolve(volume));
    }
    place.copy("shims.sh");
    for (ScriptSet.File script : scripts.files().values()) {
      Path file = place.asking().resolve(script.path());
      Files.createDirectories(file.getParent());
      Files.write(file, AskingScript.of(script.lines()));
    }
    place.copy("container.sh");
    place.copy("host.sh");
    return place;
  }

  /** In memory, as the volume of a pod is, where the system has a place for it. */
  private static Path temporary(String prefix) throws IOException {
    return Files.isWritable(MEMORY)
        ? Files.createTempDirectory(MEMORY, prefix)
        : Files.createTempDirectory(prefix);
  }

  private void copy(String resource) throws IOException {
    try (InputStream text = PodDirectories.class.getResourceAsStream(resource)) {
      Files.copy(text, directory.resolve(resource));
    }
  }

  Path host() {
    return directory.resolve("host.sh");
  }

  Path fifos() {
    return directory.resolve("fifos");
  }

  Path ipc() {
    return directory.resolve("ipc");
  }

  Path config() {
    return directory.resolve("config");
  }

  private Path asking() {
    return directory.resolve("scripts");
  }

  /** The script of a container: as it is, and one that asks. */
  List<Path> scripts(ScriptContainer container) {
    Path script = scripts.mainScript(container);
    return List.of(script, asking().resolve(script.getFileName()));
  }

  private Path volumes() {
    return directory.resolve("volumes");
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("IPC_DIRECTORY", ipc().toString());
    environment.put("CONFIG_DIRECTORY", config().toString());
    environment.put("VOLUMES_DIRECTORY", volumes().toString());
    environment.put("RESULT_FILE", directory.resolve("result").toString());
    environment.put("TUNNEL_HOST", "localhost");
    environment.put("TUNNEL_PORT", "2222");
    environment.put("TUNNEL_TIMEOUT_SECONDS", "600");
    // Only the scripts that this project began with have these two.
    environment.put("SOURCE_DIRECTORY", volumes().resolve("one").toString());
    environment.put("STUNNEL", "stunnel");
    environment.put("SCHEDULE_CONTAINER", directory.resolve("container.sh").toString());
    environment.put("SCHEDULE_SHIMS", directory.resolve("shims.sh").toString());
    return environment;
  }

  void delete() throws IOException {
    ScriptDirectory.delete(directory);
  }

  /** With short names for its directories. */
  String shorten(String text) {
    return text.replace(ipc().toString(), "$IPC")
        .replace(config().toString(), "$CONFIG")
        .replace(volumes().toString(), "$VOLUMES");
  }
}
