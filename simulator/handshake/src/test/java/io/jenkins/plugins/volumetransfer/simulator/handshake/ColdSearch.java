package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Exploration;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Explorer;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One search by a Java virtual machine that has just been started. */
final class ColdSearch {
  private ColdSearch() {}

  /** Prints the nanoseconds of the search. */
  public static void main(String[] arguments) {
    HandshakeModel model = HandshakeModel.of(Variant.ours(Topology.SEPARATE, 3));
    Exploration found = Explorer.explore(model, List.of());
    System.out.print(found.searching().toNanos());
  }

  /** In a process of its own. */
  static Cost run() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    long begin = System.nanoTime();
    String output =
        PromelaTwin.run(
            Path.of("."),
            List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ColdSearch.class.getName()));
    return new Cost(
        Duration.ofNanos(Long.parseLong(output)), Duration.ofNanos(System.nanoTime() - begin));
  }
}
