package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.Locale;

/** A container of the source pod. In a pod of one container that is {@link #RSYNC}. */
public enum ScriptContainer {
  RSYNC,
  STUNNEL;

  /** As in the pod. */
  public String containerName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
