package io.jenkins.plugins.volumetransfer.spec;

/** Whether pods are left for people to look at. */
public enum KeepPods {
  NEVER,
  /**
   * Those of a failed transfer's last attempt in which rsync has ended. What still runs is deleted,
   * as it might write.
   */
  ON_FAILURE
}
