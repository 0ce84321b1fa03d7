package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The exit codes that the handshake does not tell from one another; none for no exit code. */
  Set<ExitCode> exitCodes() {
    return switch (this) {
      case NONE, UNWRITTEN -> Set.of();
      case OK -> Set.of(ExitCode.SUCCESS);
      case RSYNC_ERROR ->
          Stream.of(ExitCode.values())
              .filter(code -> code.origin() == ExitCode.Origin.RSYNC && code != ExitCode.SUCCESS)
              .collect(Collectors.toUnmodifiableSet());
      case KILLED -> Set.of(ExitCode.KILL);
      case TERMINATED -> Set.of(ExitCode.TERM);
      default -> Set.of(ExitCode.valueOf(name()));
    };
  }

  /** As a done file says it, and a person. */
  String text() {
    return switch (this) {
      case NONE -> "no code";
      case UNWRITTEN -> "(empty)";
      case RSYNC_ERROR -> "an error of rsync";
      default -> {
        ExitCode only = exitCodes().iterator().next();
        yield only.number() + " (" + only + ")";
      }
    };
  }

  static Code of(int ordinal) {
    return ALL[ordinal];
  }
}
