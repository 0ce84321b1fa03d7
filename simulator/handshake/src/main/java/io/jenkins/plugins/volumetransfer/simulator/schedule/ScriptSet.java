package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The scripts of a source pod, in a directory.
 *
 * @param main the script of each container
 * @param files each of them, by its name without a directory
 */
public record ScriptSet(
    Path directory, Map<ScriptContainer, String> main, Map<String, File> files) {

  /**
   * @param path within the directory of all
   */
  record File(Path path, List<String> lines) {}

  private static final Pattern AWAITS_CHILD = Pattern.compile("read .*< <\\(.*");

  public ScriptSet {
    main = Map.copyOf(main);
    files = Map.copyOf(files);
  }

  /** Those that a pod runs, from a directory that has them all. */
  public static ScriptSet of(Path directory, Topology topology) throws IOException {
    return of(
        directory,
        topology == Topology.SINGLE
            ? Map.of(ScriptContainer.RSYNC, "source-single.sh")
            : Map.of(
                ScriptContainer.RSYNC,
                "source-rsync.sh",
                ScriptContainer.STUNNEL,
                "source-stunnel.sh"));
  }

  public static ScriptSet of(Path directory, Map<ScriptContainer, String> main) throws IOException {
    Map<String, File> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            path.getFileName().toString(),
            new File(directory.relativize(path), Files.readAllLines(path)));
      }
    }
    return new ScriptSet(directory, main, files);
  }

  Path mainScript(ScriptContainer container) {
    return directory.resolve(main.get(container));
  }

  /** The source text at a place, without its indentation. */
  String text(String place) {
    int colon = place.lastIndexOf(':');
    File file = colon < 0 ? null : files.get(place.substring(0, colon));
    return file == null
        ? ""
        : file.lines().get(Integer.parseInt(place.substring(colon + 1)) - 1).strip();
  }

  /** Whether the command there reads what a child of the shell writes. */
  boolean awaitsChild(String place) {
    return AWAITS_CHILD.matcher(text(place)).matches();
  }
}
