package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Schedules that cover as much of the model as all do; see {@link SchedulesTest}. */
final class Selection {
  /** By topology, a replay token a line. */
  private static final Path DIRECTORY =
      Path.of(
          "src/test/resources", Selection.class.getPackageName().replace('.', '/'), "selection");

  private Selection() {}

  static List<Token> of(Topology topology) throws IOException {
    return Files.readAllLines(file(topology)).stream().map(Token::parse).toList();
  }

  static void write(Topology topology, List<Token> tokens) throws IOException {
    Files.write(file(topology), tokens.stream().map(Token::toString).toList());
  }

  private static Path file(Topology topology) {
    return DIRECTORY.resolve(topology + ".tokens");
  }
}
