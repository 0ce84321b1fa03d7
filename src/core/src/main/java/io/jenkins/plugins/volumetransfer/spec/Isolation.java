package io.jenkins.plugins.volumetransfer.spec;

/** What keeps the transfer pods from talking to others. */
public enum Isolation {
  /** A NetworkPolicy for the pod of each side. */
  NETWORK_POLICIES,
  /** Nothing of ours: for clusters whose network makes trouble with policies. */
  NONE
}
