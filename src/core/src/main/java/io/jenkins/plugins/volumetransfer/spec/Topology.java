package io.jenkins.plugins.volumetransfer.spec;

/** How rsync and stunnel share the source transfer pod. */
public enum Topology {
  /** A container each; a handshake over {@code rsync-stunnel-ipc} ends both. */
  SEPARATE,
  /** Both in one container. */
  SINGLE
}
