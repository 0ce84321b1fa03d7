package io.jenkins.plugins.volumetransfer.spec;

/** As whom the transfer pods run. */
public enum RunAs {
  /** As root with the few capabilities that a whole copy needs: owners and devices are kept. */
  ROOT,
  /**
   * As a user without any capability, as the restricted Pod Security Standard wants it: files that
   * this user can't read fail the transfer; owners and devices are not kept.
   */
  NON_ROOT
}
