package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a container can't run or was killed, as far as the kubelet's own words tell. Pure. */
final class ContainerDiagnosis {
  /** Waiting reasons that don't pass by themselves (kubelet's own words). */
  private static final Set<String> NO_IMAGE =
      Set.of("ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError");

  private static final Set<String> NO_CONTAINER =
      Set.of(
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError",
          "StartError",
          "ContainerCannotRun");

  /** A runtime's words for a command that the image lacks; all else may pass (cgroups, a fork). */
  private static final Pattern NOT_THERE =
      Pattern.compile("executable file not found|no such file or directory|permission denied");

  private ContainerDiagnosis() {}

  static Optional<Failure> of(Side side, String name, ContainerState state) {
    String where = "container " + name + " of the " + side.label() + " pod";
    if (state instanceof ContainerState.Waiting waiting) {
      String said =
          waiting.reason() + (waiting.message().isEmpty() ? "" : ": " + waiting.message());
      if (NO_IMAGE.contains(waiting.reason())) {
        return Optional.of(
            new Failure(
                Reason.IMAGE_MISSING,
                "the image of %s can't be pulled (%s); ".formatted(where, said)
                    + (said.contains(PodOptions.DEFAULT_IMAGE)
                        ? "no registry has it: build it (`volume-transfer image` prints the Containerfile),"
                            + " keep it where your nodes get images, and set `image` to that"
                        : "set `image` to one that the node can pull")));
      }
      if (NO_CONTAINER.contains(waiting.reason())) {
        return Optional.of(
            new Failure(Reason.CONTAINER_NOT_CREATED, where + " can't be created (" + said + ")"));
      }
    }
    if (state instanceof ContainerState.Terminated ended) {
      if (ended.reason().equals("OOMKilled")) {
        return Optional.of(
            new Failure(
                Reason.OOM_KILLED,
                "%s was killed for using too much memory; raise `resources.%s.limits.memory`"
                    .formatted(where, name)));
      }
      if (NO_CONTAINER.contains(ended.reason())) {
        return Optional.of(
            new Failure(
                Reason.CONTAINER_NOT_CREATED,
                where + " could not run (" + ended.reason() + ": " + ended.message() + ")",
                NOT_THERE.matcher(ended.message()).find() ? Retry.NEVER : Retry.MAY_HELP));
      }
    }
    return Optional.empty();
  }
}
