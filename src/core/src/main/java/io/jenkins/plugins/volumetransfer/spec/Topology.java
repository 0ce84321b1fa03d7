package io.jenkins.plugins.volumetransfer.spec;

/** How rsync and stunnel share the source transfer pod. */
public enum Topology {
  /** A container each; a handshake over {@code rsync-stunnel-ipc} ends both. */
  SEPARATE,
  /** Both in one container. */
  SINGLE,
  /**
   * As {@link #SEPARATE}, but stunnel is a native sidecar of rsync's container: an init container
   * that the kubelet starts first, starts again whenever it ends, and ends last (KEP-753).
   * Kubernetes 1.29 and up.
   */
  SIDECAR
}
