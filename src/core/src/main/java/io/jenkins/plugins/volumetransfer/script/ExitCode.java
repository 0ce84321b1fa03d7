package io.jenkins.plugins.volumetransfer.script;

import static io.jenkins.plugins.volumetransfer.script.ExitCode.Origin.OURS;
import static io.jenkins.plugins.volumetransfer.script.ExitCode.Origin.RSYNC;
import static io.jenkins.plugins.volumetransfer.script.ExitCode.Origin.SIGNAL;
import static io.jenkins.plugins.volumetransfer.script.Retry.MAY_HELP;
import static io.jenkins.plugins.volumetransfer.script.Retry.NEVER;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the exit code of a transfer container means.
 *
 * <p>The scripts hand on rsync's codes (rsync(1), EXIT VALUES, 3.5.0) and those of a process ended
 * by a signal (128 + n) unchanged; their own begin at 64, where rsync has none, and stand in {@code
 * exit-codes.sh} too. {@code docs/exit-codes.md} is the page for users.
 */
public enum ExitCode {
  SUCCESS(0, RSYNC, NEVER, "Everything was copied."),
  USAGE(1, RSYNC, NEVER, "rsync does not know one of its arguments."),
  PROTOCOL_INCOMPATIBLE(2, RSYNC, NEVER, "The two rsyncs have no protocol version in common."),
  FILE_SELECTION(3, RSYNC, NEVER, "The files or directories to copy could not be selected."),
  UNSUPPORTED(4, RSYNC, NEVER, "One of the two rsyncs does not support what was asked for."),
  // Seen when the connection closes before the greeting, or the daemon has no free slot.
  PROTOCOL_START(5, RSYNC, MAY_HELP, "rsync and its daemon could not start to talk."),
  DAEMON_LOG(6, RSYNC, NEVER, "The rsync daemon could not write to its log."),
  SOCKET_IO(10, RSYNC, MAY_HELP, "The connection could not be made, or failed."),
  // A destination without space left ends so; trying again only fills it again.
  FILE_IO(11, RSYNC, NEVER, "A file could not be read or written; there may be no space left."),
  PROTOCOL_STREAM(12, RSYNC, MAY_HELP, "The connection broke in the midst of the copy."),
  DIAGNOSTICS(13, RSYNC, NEVER, "rsync could not write its own messages."),
  PROCESS_COMMUNICATION(14, RSYNC, NEVER, "rsync's processes could not talk to each other."),
  SIBLING_CRASHED(15, RSYNC, NEVER, "One of rsync's own processes crashed."),
  // As with 137, it is mostly the out-of-memory killer, whose mood depends on the node.
  SIBLING_KILLED(16, RSYNC, MAY_HELP, "One of rsync's own processes was killed."),
  SIBLING_STOPPED(19, RSYNC, NEVER, "One of rsync's own processes told the other to stop."),
  INTERRUPTED(20, RSYNC, MAY_HELP, "rsync was told to stop by INT, TERM or HUP."),
  WAIT_FAILED(21, RSYNC, NEVER, "rsync could not wait for one of its own processes."),
  OUT_OF_MEMORY(22, RSYNC, NEVER, "rsync could not get the memory it needs."),
  PARTIAL(23, RSYNC, NEVER, "Some files or attributes could not be copied; the log names them."),
  FILES_VANISHED(24, RSYNC, MAY_HELP, "Some source files vanished while they were copied."),
  DELETE_LIMIT(25, RSYNC, NEVER, "The limit of deletions was reached; some were not made."),
  DATA_TIMEOUT(30, RSYNC, MAY_HELP, "No data came or went for longer than allowed."),
  CONNECT_TIMEOUT(35, RSYNC, MAY_HELP, "The rsync daemon did not answer in time."),

  // Another ten minutes are no better than the first.
  TUNNEL_NOT_READY(64, OURS, NEVER, "No rsync daemon answered through the tunnel in time."),
  TUNNEL_DIED(65, OURS, MAY_HELP, "The stunnel container ended before the copy did."),
  RSYNC_NEVER_STARTED(66, OURS, MAY_HELP, "The rsync container was not seen to start in time."),
  RSYNC_VANISHED(67, OURS, MAY_HELP, "The rsync container ended without telling its exit code."),
  // It has refused its configuration, its certificates or its port: those stay as they are.
  STUNNEL_NOT_STARTED(68, OURS, NEVER, "stunnel did not start; its log says why."),
  STUNNEL_DIED(69, OURS, MAY_HELP, "stunnel ended before the copy did."),
  IPC_UNUSABLE(70, OURS, NEVER, "The volume shared by the containers can't be written or locked."),
  BAD_INPUT(71, OURS, NEVER, "An environment variable or a file is missing or wrong."),
  SOURCE_MISSING(72, OURS, NEVER, "The source volume has no such directory."),
  DESTINATION_UNUSABLE(73, OURS, NEVER, "The directory can't be made in the destination volume."),
  RSYNCD_ENDED(74, OURS, MAY_HELP, "The rsync daemon ended by itself, without an error."),
  LINKS_NOT_RESTORED(
      75, OURS, MAY_HELP, "All is copied, but links at the destination are disguised."),
  DIFFERENT(76, OURS, NEVER, "rsync has copied all, but source and destination differ."),
  NOT_VERIFIED(77, OURS, NEVER, "All is copied, but one of the two sides could not be listed."),
  DESTINATION_TOO_SMALL(78, OURS, NEVER, "The data do not fit into the destination's volume."),
  IMAGE_UNSUITABLE(
      79, OURS, NEVER, "The image lacks a program, or has one that can't do its part."),
  SOURCE_EMPTY(80, OURS, NEVER, "The source has nothing to copy, and the destination has data."),
  DESTINATION_UNWRITABLE(81, OURS, NEVER, "The destination's volume can't be written any more."),

  // Somebody pressed Ctrl-C: they know that they did.
  INT(130, SIGNAL, NEVER, "The container was interrupted."),
  KILL(137, SIGNAL, MAY_HELP, "Killed: out of memory, or stopped by force."),
  TERM(143, SIGNAL, MAY_HELP, "The container was told to stop: its pod was deleted or evicted.");

  /** Who chose a number. */
  public enum Origin {
    /** rsync, as its manual says. */
    RSYNC,
    /** The scripts of this package. */
    OURS,
    /** The shell's convention for a process ended by signal n: 128 + n. */
    SIGNAL
  }

  private final int number;
  private final Origin origin;
  private final Retry retry;
  private final String meaning;

  ExitCode(int number, Origin origin, Retry retry, String meaning) {
    this.number = number;
    this.origin = origin;
    this.retry = retry;
    this.meaning = meaning;
  }

  /** Empty if the number is none that the scripts or rsync document. */
  public static Optional<ExitCode> of(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
  }

  /** 0 to 255. */
  public int number() {
    return number;
  }

  public Origin origin() {
    return origin;
  }

  public Retry retry() {
    return retry;
  }

  /** One sentence, for people. */
  public String meaning() {
    return meaning;
  }
}
