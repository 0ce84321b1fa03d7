package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes all that a container of one pod needs before its process can start. */
record LaunchPlanner(
    Pod pod, String address, Path directory, Volumes volumes, KeyedData data, Images images) {
  static final String CANNOT_RUN = "ContainerCannotRun";

  private static final String TERMINATION_PATH_DEFAULT = "/dev/termination-log";

  LaunchPlan plan(Container container) throws IOException, LaunchProblem {
    Path own = directory.resolve("containers").resolve(container.getName());
    Path root = Files.createDirectories(own.resolve("root"));
    Path terminationLog = Files.writeString(own.resolve("termination-log"), "");
    Translation translation = translation(container, root, terminationLog);
    volumes.mount(container, translation);
    Map<String, String> variables = new ContainerEnvironment(pod, address, data).of(container);
    Map<String, String> environment = base(root);
    variables.forEach((name, value) -> environment.put(name, translation.apply(value)));
    List<String> command = new ArrayList<>(container.getCommand());
    command.addAll(container.getArgs());
    command.replaceAll(part -> translation.apply(VariableExpansion.expand(part, variables)));
    if (command.isEmpty()) {
      throw new LaunchProblem(
          CANNOT_RUN, "no command: the local kubelet does not know what an image would run");
    }
    command.set(0, executable(command.get(0), environment.get("PATH")));
    return new LaunchPlan(
        command,
        environment,
        workingDirectory(container, root, translation),
        translation,
        terminationLog);
  }

  private Translation translation(Container container, Path root, Path terminationLog) {
    String terminationPath = container.getTerminationMessagePath();
    return new Translation(
        root,
        container.getVolumeMounts().stream().map(VolumeMount::getMountPath).toList(),
        address,
        terminationPath == null ? TERMINATION_PATH_DEFAULT : terminationPath,
        terminationLog);
  }

  private Map<String, String> base(Path root) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", images.path());
    environment.put("HOME", root.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("HOSTNAME", pod.getMetadata().getName());
    return environment;
  }

  private static Path workingDirectory(Container container, Path root, Translation translation) {
    String wanted = container.getWorkingDir();
    Path directory = wanted == null || wanted.isEmpty() ? root : Path.of(translation.apply(wanted));
    return Files.isDirectory(directory) ? directory : root;
  }

  /**
   * Found here and not by the process itself, because a failure to start is no exit code.
   *
   * @throws LaunchProblem ContainerCannotRun
   */
  static String executable(String command, String path) throws LaunchProblem {
    if (command.contains("/")) {
      if (Files.isExecutable(Path.of(command)) && !Files.isDirectory(Path.of(command))) {
        return command;
      }
      throw new LaunchProblem(
          CANNOT_RUN, "exec: \"%s\": no such file or not executable".formatted(command));
    }
    for (String directory : path.split(":")) {
      Path candidate = Path.of(directory, command);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return candidate.toString();
      }
    }
    throw new LaunchProblem(
        CANNOT_RUN, "exec: \"%s\": executable file not found in $PATH".formatted(command));
  }
}
