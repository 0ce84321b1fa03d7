package io.jenkins.plugins.volumetransfer.simulator.handshake;

/** The classes of exit codes that the handshake tells apart; see {@code exit-codes.sh}. */
public enum Code {
  /** No code: still running, or no such file. */
  NONE,
  OK,
  RSYNC_ERROR,
  TUNNEL_NOT_READY,
  TUNNEL_DIED,
  RSYNC_NEVER_STARTED,
  RSYNC_VANISHED,
  STUNNEL_NOT_STARTED,
  STUNNEL_DIED,
  IPC_UNUSABLE,
  BAD_INPUT,
  /** 137: SIGKILL, of the container or of rsync. */
  KILLED,
  /** 143: SIGTERM. */
  TERMINATED,
  /** A done file that exists and is still empty; only a mutant makes one. */
  UNWRITTEN;

  private static final Code[] ALL = values();

  static Code of(int ordinal) {
    return ALL[ordinal];
  }
}
