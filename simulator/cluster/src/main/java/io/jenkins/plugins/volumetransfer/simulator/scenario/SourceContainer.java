package io.jenkins.plugins.volumetransfer.simulator.scenario;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.Locale;

/** A container of the source pod. */
public enum SourceContainer {
  RSYNC,
  STUNNEL;

  /** As the pod names it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the source pod has such a container: with SINGLE, that of rsync does it all. */
  public boolean isIn(Topology topology) {
    return this == RSYNC || topology != Topology.SINGLE;
  }
}
