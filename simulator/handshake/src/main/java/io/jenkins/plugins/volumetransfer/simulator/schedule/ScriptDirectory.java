package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.script.Script;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Scripts as files, in a new directory that is deleted at the end. */
public final class ScriptDirectory implements AutoCloseable {
  private static final String SEED = "/io/jenkins/plugins/volumetransfer/simulator/seed/";

  private final Path directory;

  private ScriptDirectory() throws IOException {
    directory = Files.createTempDirectory("volume-transfer-scripts");
  }

  /** Those that the pods run. */
  public static ScriptDirectory ours() throws IOException {
    ScriptDirectory scripts = new ScriptDirectory();
    for (Script script : Script.values()) {
      Path file = scripts.directory.resolve(script.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, script.text());
    }
    return scripts;
  }

  /** Those that this project began with. */
  public static ScriptDirectory seed() throws IOException {
    ScriptDirectory scripts = new ScriptDirectory();
    for (String name : List.of("source-rsync.sh", "source-stunnel.sh", "source-single.sh")) {
      try (InputStream text = ScriptDirectory.class.getResourceAsStream(SEED + name)) {
        Files.copy(text, scripts.directory.resolve(name));
      }
    }
    return scripts;
  }

  public ScriptSet of(Topology topology) throws IOException {
    return ScriptSet.of(directory, topology);
  }

  /**
   * Makes another script of one.
   *
   * @throws IllegalArgumentException if the file does not have the text
   */
  public void replace(String file, String text, String instead) throws IOException {
    Path path = directory.resolve(file);
    String before = Files.readString(path);
    if (!before.contains(text)) {
      throw new IllegalArgumentException("%s has no `%s`".formatted(file, text));
    }
    Files.writeString(path, before.replace(text, instead));
  }

  @Override
  public void close() throws IOException {
    delete(directory);
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
