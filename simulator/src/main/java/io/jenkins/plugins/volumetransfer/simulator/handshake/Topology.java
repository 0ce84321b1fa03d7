package io.jenkins.plugins.volumetransfer.simulator.handshake;

/** How many containers the source pod has. */
public enum Topology {
  /** rsync and stunnel in a container each. */
  SEPARATE,
  /** Both in one. */
  SINGLE,
  /**
   * As {@link #SEPARATE}, but the kubelet keeps the stunnel container running: see {@link
   * KubeletOfSidecar}.
   */
  SIDECAR
}
