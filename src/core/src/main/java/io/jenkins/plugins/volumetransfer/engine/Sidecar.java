package io.jenkins.plugins.volumetransfer.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container that is started again whenever it ends, until the pod's own containers have ended:
 * its end decides nothing, and may be over when it is seen.
 *
 * @param before how it ended before it was started the last time; empty: it never did
 */
public record Sidecar(ContainerState state, Optional<ContainerState.Terminated> before) {

  /** As it is and, if it was started again, as it was; the latest first. */
  List<ContainerState> states() {
    return Stream.concat(Stream.of(state), before.stream()).toList();
  }

  /** The ends that are still known, the latest first. */
  List<ContainerState.Terminated> ends() {
    return states().stream()
        .filter(ContainerState.Terminated.class::isInstance)
        .map(ContainerState.Terminated.class::cast)
        .toList();
  }
}
