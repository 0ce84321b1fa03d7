package io.jenkins.plugins.volumetransfer.script;

/** Whether a transfer that ended with an {@link ExitCode} is worth another attempt. */
public enum Retry {
  /** The same attempt would end the same way until somebody changes something. */
  NEVER,
  /** The cause may be gone by itself: a connection, a node, a process that was killed. */
  MAY_HELP
}
