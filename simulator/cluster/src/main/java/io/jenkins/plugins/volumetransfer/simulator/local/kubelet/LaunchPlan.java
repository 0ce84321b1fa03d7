package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a container becomes a process of this machine.
 *
 * @param command the program's path and its arguments, translated
 * @param environment all variables, translated
 * @param directory the working directory
 * @param translation for commands that are run in the container later
 * @param terminationLog the file whose content becomes the termination message
 */
record LaunchPlan(
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Translation translation,
    Path terminationLog) {

  LaunchPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
