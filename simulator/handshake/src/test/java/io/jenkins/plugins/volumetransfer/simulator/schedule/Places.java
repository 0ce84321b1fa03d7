package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.ASK;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.AWAIT_LOCK;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.CHECK_DONE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.CHECK_INPUT;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.CHECK_LOCK;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.CHECK_PEER_DONE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.CHECK_TIMER;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.DROP_DESCRIPTOR;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.ENTER;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.EXIT;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.FORGET;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.KEEP_CODE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.MARK_STARTED;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.PUBLISH;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.REMOVE_DONE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.RENAME;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.RUN_RSYNC;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.SETUP;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.SLEEP;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.START_STUNNEL;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.START_TIMER;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.STOP_RSYNC;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.STOP_TIMER;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.TAKE_LOCK;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.TRAP;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.UNWATCH;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.WAIT_CHILD;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.WATCH;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Line.WATCH_STUNNEL;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Line;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which lines of the model a line of a script may stand for. The scripts' commands are finer: what
 * the model does in one step they do in several, some of which nobody else can see.
 */
final class Places {

  /**
   * @param file where the command stands
   * @param text how its line begins
   */
  private record Place(String file, String text, Set<Line> lines) {}

  /** How the line begins that stands after the watcher's signal was disarmed. */
  static final String UNWATCHED = "kill \"$watcher\"";

  private static final List<Place> ALL =
      List.of(
          place("", "", EnumSet.of(SETUP)),
          place("ipc.sh", "[[ ! -e $name-started ]]", EnumSet.of(ENTER, REMOVE_DONE)),
          place("ipc.sh", "rm --force \"$name-done\"", EnumSet.of(REMOVE_DONE)),
          // One's own lock, the daemon's, or the peer's when giving up on it.
          place(
              "ipc.sh", "true >>", EnumSet.of(TAKE_LOCK, CHECK_INPUT, START_STUNNEL, CHECK_TIMER)),
          place("ipc.sh", "exec 9<", EnumSet.of(TAKE_LOCK)),
          place("ipc.sh", "flock --timeout", EnumSet.of(TAKE_LOCK, START_STUNNEL)),
          place("ipc.sh", "wait", EnumSet.of(TAKE_LOCK, MARK_STARTED, START_STUNNEL)),
          place("ipc.sh", "printf 'started", EnumSet.of(MARK_STARTED)),
          place("ipc.sh", "flock --nonblock --shared", EnumSet.of(CHECK_LOCK)),
          place("ipc.sh", "flock --nonblock", EnumSet.of(FORGET, CHECK_INPUT)),
          place("ipc.sh", "rm --force", EnumSet.of(FORGET)),
          place("ipc.sh", "{ printf", EnumSet.of(STOP_RSYNC, PUBLISH, RENAME)),
          place("tunnel.sh", "{ exec 8<", EnumSet.of(START_STUNNEL)),
          place("tunnel.sh", "exec 8<&-", EnumSet.of(DROP_DESCRIPTOR)),
          place("tunnel.sh", "sleep", EnumSet.of(CHECK_INPUT, FORGET, START_TIMER)),
          place("tunnel.sh", "flock --shared", EnumSet.of(WATCH, WATCH_STUNNEL)),
          place("tunnel.sh", "trap : USR1", EnumSet.of(KEEP_CODE, UNWATCH)),
          // The watcher's signal does nothing any more.
          place("tunnel.sh", UNWATCHED, EnumSet.of(RUN_RSYNC, TRAP)),
          place("tunnel.sh", "read", EnumSet.of(ASK)),
          place("tunnel.sh", "[[ ! -e $tunnel_done ]]", EnumSet.of(CHECK_PEER_DONE)),
          place("tunnel.sh", "kill -0", EnumSet.of(CHECK_TIMER)),
          place("tunnel.sh", "kill \"$timer\"", EnumSet.of(STOP_TIMER)),
          place("source-stunnel.sh", "sleep", EnumSet.of(START_TIMER)),
          place("source-stunnel.sh", "until", EnumSet.of(ASK)),
          place("source-stunnel.sh", "kill -0", EnumSet.of(CHECK_TIMER)),
          place("source-stunnel.sh", "exec 6<", EnumSet.of(CHECK_TIMER)),
          place("source-stunnel.sh", "if flock", EnumSet.of(CHECK_TIMER)),
          place("source-stunnel.sh", "kill \"$timer\"", EnumSet.of(STOP_TIMER)),
          place("source-stunnel.sh", "{ read", EnumSet.of(CHECK_DONE)),
          place("copy.sh", "exec 7> >(", EnumSet.of(RUN_RSYNC)),
          place("copy.sh", "exec 7>&-", EnumSet.of(EXIT)),
          place("copy.sh", "rsync", EnumSet.of(RUN_RSYNC)),
          place("copy.sh", "wait", EnumSet.of(WAIT_CHILD, KEEP_CODE)),
          place("copy.sh", "printf", EnumSet.of(UNWATCH, RUN_RSYNC, TRAP, EXIT)),
          place("process.sh", "\"$@\"", EnumSet.of(START_STUNNEL, SLEEP, AWAIT_LOCK)),
          place(
              "process.sh",
              "wait",
              EnumSet.of(START_STUNNEL, DROP_DESCRIPTOR, SLEEP, ASK, AWAIT_LOCK, CHECK_DONE, TRAP)),
          // The first is `fail`'s, on the way to the EXIT trap, the other `leave`'s.
          place("process.sh", "exit", EnumSet.of(CHECK_INPUT, TRAP, STOP_RSYNC, PUBLISH, EXIT)),
          place("process.sh", "kill \"$child\"", EnumSet.of(EXIT)),
          place("process.sh", "trap ''", EnumSet.of(TRAP)),
          place("process.sh", "kill -s TERM", EnumSet.of(STOP_RSYNC)),
          place("process.sh", "", EnumSet.of(STOP_RSYNC, PUBLISH, EXIT)),
          place("source-rsync.sh", "exit", EnumSet.of(UNWATCH, TRAP)),
          place("source-single.sh", "exit", EnumSet.of(UNWATCH, TRAP)));

  private Places() {}

  private static Place place(String file, String text, Set<Line> lines) {
    return new Place(file, text, lines);
  }

  /**
   * @throws IllegalArgumentException if the scripts have a line that is not known here
   */
  static Set<Line> lines(String place, String text) {
    String file = place.substring(0, place.lastIndexOf(':'));
    return ALL.stream()
        .filter(some -> some.file().equals(file) && text.startsWith(some.text()))
        .map(Place::lines)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the model has no line for " + place + ": " + text));
  }
}
