package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import io.jenkins.plugins.volumetransfer.simulator.pipeline.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A shell that only notes the scripts for which a test has no time or no programs, and runs the
 * others.
 *
 * @param noted those scripts, and what they leave in the workspace
 */
record Recorded(Predicate<String> onlyNoted, Effect effect, List<String> noted) implements Shell {

  /** What a script leaves behind that was only noted. */
  @FunctionalInterface
  interface Effect {
    void of(String script, Path workspace) throws IOException;
  }

  static Recorded of(Predicate<String> onlyNoted, Effect effect) {
    return new Recorded(onlyNoted, effect, new CopyOnWriteArrayList<>());
  }

  @Override
  public int run(
      String script, Path workspace, Map<String, String> environment, Consumer<String> output)
      throws IOException, InterruptedException {
    if (!onlyNoted.test(script)) {
      return Shell.real().run(script, workspace, environment, output);
    }
    noted.add(script);
    effect.of(script, workspace);
    return 0;
  }
}
