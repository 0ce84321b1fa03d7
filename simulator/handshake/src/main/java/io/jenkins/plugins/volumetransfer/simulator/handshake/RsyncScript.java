package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.COPIES;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.DONE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.SECOND;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.STALE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.STARTED;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.STARTED_BEFORE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.TUNNEL_DONE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.TUNNEL_SEEN;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.TUNNEL_STALE;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Destination;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Stunnel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Timer;

/** source-rsync.sh and source-single.sh, which differ in whose the tunnel is. */
final class RsyncScript {
  private final Table table;
  private final Variant variant;
  private final Code tunnelDied;

  private RsyncScript(Table table, Variant variant) {
    this.table = table;
    this.variant = variant;
    tunnelDied = variant.isSingle() ? Code.STUNNEL_DIED : Code.TUNNEL_DIED;
  }

  static void addTo(Table table, Variant variant) {
    RsyncScript script = new RsyncScript(table, variant);
    SharedLines.signals(table, R, variant, script.tunnelDied);
    script.enter();
    script.awaitTunnel();
    script.copyVolumes();
    script.end();
  }

  private void step(Line at, String command, ModelStep.Then then) {
    table.step(R, at, command, then);
  }

  private void step(Line at, String command, ModelStep.When when, ModelStep.Then then) {
    table.step(R, at, command, when, then);
  }

  /** enter_ipc, require_copy_input, forget_former_attempt or start_stunnel. */
  private void enter() {
    step(Line.SETUP, "trap ... TERM; trap ... INT; trap end_copy EXIT", s -> R.go(s, Line.ENTER));
    step(
        Line.ENTER,
        "[[ ! -e $name-started ]] || started_before=yes",
        s -> R.go(STARTED.on(s) ? STARTED_BEFORE.raise(s) : s, Line.REMOVE_DONE));
    step(
        Line.REMOVE_DONE,
        "rm --force $name-done",
        s ->
            SharedLines.isReadOnly(s) && Pod.isDone(s)
                ? R.fail(s, Code.IPC_UNUSABLE)
                : R.go(
                    variant.has(Guard.OWN_STALE_DONE) ? STALE.clear(DONE.clear(s)) : s,
                    Line.TAKE_LOCK));
    step(
        Line.TAKE_LOCK,
        "take_lock $name-lock",
        s -> !isLockTakenBySurrender(s),
        s ->
            SharedLines.isReadOnly(s)
                ? R.fail(s, Code.IPC_UNUSABLE)
                : R.go(lock(markEarly(s)), Line.MARK_STARTED));
    step(
        Line.MARK_STARTED,
        "printf started >$name-started",
        s -> {
          if (SharedLines.isReadOnly(s)) {
            return R.fail(s, Code.IPC_UNUSABLE);
          }
          // The file is made before it can't be written.
          long marked = STARTED.raise(s);
          return SharedLines.isWritable(s)
              ? R.go(R.named().raise(lock(marked)), Line.CHECK_INPUT)
              : R.fail(marked, Code.IPC_UNUSABLE);
        });
    step(
        Line.CHECK_INPUT,
        "require_copy_input",
        s -> R.go(s, variant.isSingle() ? Line.START_STUNNEL : Line.FORGET));
    if (variant.may(ModelFault.BAD_INPUT)) {
      table.fault(R, Line.CHECK_INPUT, "an input is missing", s -> R.fail(s, Code.BAD_INPUT));
    }
    if (variant.isSingle()) {
      SharedLines.startStunnel(table, R, variant, Line.START_TIMER);
    }
    step(
        Line.FORGET,
        "! was_started_before || forget_former_attempt stunnel-container",
        s -> R.go(mayForget(s) ? TUNNEL_STALE.clear(TUNNEL_DONE.clear(s)) : s, Line.START_TIMER));
  }

  /** Only with that remedy; those few moments pass before flock's 10 s do. */
  private boolean isLockTakenBySurrender(long s) {
    return variant.has(Mitigation.GIVE_UP_UNDER_LOCK)
        && S.isAlive(s)
        && S.has(s, Code.RSYNC_NEVER_STARTED);
  }

  private boolean mayForget(long s) {
    return STARTED_BEFORE.on(s) && !S.lock().on(s) && variant.has(Guard.PEER_STALE_TUNNEL);
  }

  /** The mutant that marks before it locks does both a step too early. */
  private long markEarly(long s) {
    return variant.has(Guard.LOCK_FIRST) ? s : STARTED.raise(s);
  }

  private long lock(long s) {
    boolean late = !variant.has(Guard.LOCK_FIRST) && R.isAt(s, Line.TAKE_LOCK);
    return variant.has(Guard.RSYNC_LOCK) && !late ? R.lock().raise(s) : s;
  }

  /** await_tunnel. */
  private void awaitTunnel() {
    step(
        Line.START_TIMER,
        "sleep $TUNNEL_TIMEOUT_SECONDS &",
        s ->
            R.go(
                Pod.set(
                    variant.isSingle() ? TUNNEL_SEEN.raise(s) : s,
                    R,
                    variant.has(Guard.BOUND_TUNNEL) ? Timer.RUNNING : Timer.OFF),
                Line.ASK));
    table.rest(
        R,
        Line.ASK,
        "tunnel_answers",
        s -> true,
        s -> R.go(s, answers(s) ? Line.STOP_TIMER : Line.CHECK_PEER_DONE));
    step(
        Line.CHECK_PEER_DONE,
        "[[ ! -e $tunnel_done ]] || tunnel_died",
        s ->
            TUNNEL_DONE.on(s) && variant.has(Guard.PEER_DONE) && !variant.isSingle()
                ? R.fail(s, tunnelDied)
                : R.go(s, Line.CHECK_LOCK));
    step(Line.CHECK_LOCK, "is_held $tunnel_lock", this::checkLock);
    step(
        Line.CHECK_TIMER,
        "kill -0 $timer || fail TUNNEL_NOT_READY",
        s -> Pod.is(s, R, Timer.EXPIRED) ? R.fail(s, Code.TUNNEL_NOT_READY) : R.go(s, Line.SLEEP));
    if (variant.has(Guard.SLEEP_BETWEEN_LOOKS)) {
      table.rest(R, Line.SLEEP, "await sleep 1", s -> true, s -> R.go(s, Line.ASK));
    } else {
      step(Line.SLEEP, "done", s -> R.go(s, Line.CHECK_PEER_DONE));
    }
    step(Line.STOP_TIMER, "kill $timer", s -> R.go(Pod.set(s, R, Timer.OFF), Line.RUN_RSYNC));
  }

  static boolean answers(long s) {
    return Pod.is(s, Stunnel.UP) && Pod.is(s, Destination.READY);
  }

  private boolean isTunnelLockFree(long s) {
    return variant.isSingle() ? SharedLines.isDaemonLockFree(s, variant) : !S.lock().on(s);
  }

  private long checkLock(long s) {
    if (!isTunnelLockFree(s)) {
      return R.go(TUNNEL_SEEN.raise(s), Line.CHECK_TIMER);
    }
    return TUNNEL_SEEN.on(s) && variant.has(Guard.PEER_LOCK)
        ? R.fail(s, tunnelDied)
        : R.go(s, Line.CHECK_TIMER);
  }

  /** copy_volumes, of two volumes; meanwhile the code is first_code. */
  private void copyVolumes() {
    step(Line.RUN_RSYNC, "rsync ... & rsync=$!", s -> R.go(Pod.set(s, Rsync.RUNNING), Line.WATCH));
    step(
        Line.WATCH,
        "watch_tunnel",
        s -> R.go(variant.has(Guard.WATCH_TUNNEL) ? R.watcher().raise(s) : s, Line.WAIT_CHILD));
    table.rest(
        R,
        Line.WAIT_CHILD,
        "wait $rsync",
        s -> !Pod.is(s, Rsync.RUNNING),
        s -> R.go(s, Line.KEEP_CODE));
    step(
        Line.KEEP_CODE,
        "code=$? rsync=; ((first_code)) || first_code=$code",
        s -> R.go(Pod.set(keepCode(s), Rsync.NONE), Line.UNWATCH));
    step(
        Line.UNWATCH,
        "unwatch_tunnel; end_volume",
        s -> {
          long next = R.usr1().clear(R.watcher().clear(s));
          return SECOND.on(s)
              ? R.go(exitCode(next), Line.TRAP)
              : R.go(SECOND.raise(next), Line.RUN_RSYNC);
        });
  }

  private long keepCode(long s) {
    boolean keepsFirst = !R.has(s, Code.NONE) && variant.has(Guard.FIRST_CODE);
    if (Pod.is(s, Rsync.SUCCEEDED)) {
      return COPIES.set(keepsFirst ? s : R.code().clear(s), COPIES.get(s) + 1);
    }
    Code code = Pod.is(s, Rsync.KILLED) ? Code.KILLED : Code.RSYNC_ERROR;
    long failed = Pod.COPY_FAILED.raise(s);
    return keepsFirst ? failed : R.code().set(failed, code.ordinal());
  }

  private long exitCode(long s) {
    return R.has(s, Code.NONE) || !variant.has(Guard.KEEP_CODE)
        ? R.code().set(s, Code.OK.ordinal())
        : s;
  }

  /** end_copy. */
  private void end() {
    step(
        Line.TRAP,
        "ignore_signals",
        s ->
            variant.has(Guard.EXIT_TRAP)
                ? R.go(R.watcher().clear(s), Line.STOP_RSYNC)
                : R.go(s, Line.EXIT));
    table.rest(
        R,
        Line.STOP_RSYNC,
        "[[ -z $rsync ]] || stop $rsync",
        s -> true,
        s -> R.go(variant.has(Guard.STOP_RSYNC) ? Pod.set(s, Rsync.NONE) : s, Line.PUBLISH));
    step(
        Line.PUBLISH,
        "printf $exit_code >done.new",
        s -> R.go(startWriting(s), mayPublish(s) ? Line.RENAME : Line.EXIT));
    step(
        Line.RENAME,
        "mv done.new done",
        s -> R.go(STALE.clear(DONE.set(s, R.code().get(s))), Line.EXIT));
    step(Line.EXIT, "(the process ends)", s -> SharedLines.die(R, s, R.code(s)));
  }

  private static boolean mayPublish(long s) {
    return R.named().on(s) && SharedLines.isWritable(s);
  }

  /** The mutant without a rename opens the done file itself. */
  private long startWriting(long s) {
    return variant.has(Guard.RENAME) || !mayPublish(s)
        ? s
        : STALE.clear(DONE.set(s, Code.UNWRITTEN.ordinal()));
  }
}
