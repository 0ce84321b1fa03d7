package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.manifest.OwnPod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pod that this process runs in, as Kubernetes' downward API puts it into the environment. */
final class PodVariables {
  private static final String NAMESPACE = "VOLUME_TRANSFER_POD_NAMESPACE";
  private static final String NAME = "VOLUME_TRANSFER_POD_NAME";
  private static final String UID = "VOLUME_TRANSFER_POD_UID";

  private PodVariables() {}

  /**
   * @throws BadInput if only some of the variables are set
   */
  static Optional<OwnPod> read(Map<String, String> environment) {
    List<String> missing =
        List.of(NAMESPACE, NAME, UID).stream()
            .filter(variable -> environment.getOrDefault(variable, "").isBlank())
            .toList();
    if (missing.size() == 3) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw new BadInput(
          "%s not set; set all of %s, or none"
              .formatted(String.join(" and ", missing), String.join(", ", NAMESPACE, NAME, UID)));
    }
    return Optional.of(
        new OwnPod(environment.get(NAMESPACE), environment.get(NAME), environment.get(UID)));
  }
}
