package io.jenkins.plugins.volumetransfer.simulator.tekton;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where steps run, and what is different there from a cluster that pulls images.
 *
 * @param images the image to run in the place of the one that a Task names
 * @param entrypoints the command of a Task's image; empty: the image is not known
 * @param environment what each step gets beside its own variables: a local process has no service
 *     account, so this is how it finds its cluster
 */
public record StepEnvironment(
    UnaryOperator<String> images,
    Function<String, List<String>> entrypoints,
    Map<String, String> environment) {

  String image(String named) {
    return images.apply(named);
  }

  /**
   * @throws NotRunnable if it is not known
   */
  List<String> entrypoint(String image) {
    List<String> command = entrypoints.apply(image);
    if (command.isEmpty()) {
      throw new NotRunnable("image " + image, "its entry point is not known; write a command");
    }
    return command;
  }
}
