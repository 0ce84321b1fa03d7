package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The scripts of a source pod, in a directory.
 *
 * @param main the script of each container
 * @param lines the text of each file, by its name
 */
public record ScriptSet(
    Path directory, Map<Container, String> main, Map<String, List<String>> lines) {

  // What shims can't replace, where it has to do with the shared volume or makes a process.
  private static final Pattern UNREPLACEABLE =
      Pattern.compile(
          "-e \\$|\\btest -f|\\$SECONDS|[<>] ?\\(|> ?\"\\$|<\"\\$\\w+-|[^&]&$|^ *trap (: USR1|'')|^ *(\\{ )?exec \\d");

  public ScriptSet {
    main = Map.copyOf(main);
    lines = Map.copyOf(lines);
  }

  /** Those that a pod runs, from a directory that has them all. */
  public static ScriptSet of(Path directory, Topology topology) throws IOException {
    return of(
        directory,
        topology == Topology.SINGLE
            ? Map.of(Container.RSYNC, "source-single.sh")
            : Map.of(Container.RSYNC, "source-rsync.sh", Container.STUNNEL, "source-stunnel.sh"));
  }

  public static ScriptSet of(Path directory, Map<Container, String> main) throws IOException {
    Map<String, List<String>> lines = new HashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.put(file.getFileName().toString(), Files.readAllLines(file));
      }
    }
    return new ScriptSet(directory, main, lines);
  }

  Path mainScript(Container container) {
    return directory.resolve(main.get(container));
  }

  /** The source text at a place, without its indentation. */
  String text(String place) {
    int colon = place.lastIndexOf(':');
    List<String> file = colon < 0 ? null : lines.get(place.substring(0, colon));
    return file == null ? "" : file.get(Integer.parseInt(place.substring(colon + 1)) - 1).strip();
  }

  /** Whether the command there reads what a child of the shell writes. */
  boolean awaitsChild(String place) {
    return text(place).matches("read .*< <\\(.*");
  }

  /** The lines that ask though they call no command that a shim could replace. */
  String places() {
    List<String> places = new ArrayList<>();
    lines.forEach(
        (file, text) -> {
          for (int i = 0; i < text.size(); i++) {
            if (UNREPLACEABLE.matcher(text.get(i)).find() && !text.get(i).strip().startsWith("#")) {
              places.add(file + ':' + (i + 1));
            }
          }
        });
    return String.join(" ", places);
  }
}
